/** Where finished outputs go while a job runs. */
export interface Sink {
  /**
   * Stores one output whole, before its name is known: names are given in the source's order, images end in any.
   * @param id Unique within the sink.
   * @param bytes Transferred or consumed: empty for the caller afterwards.
   * @throws ItemError `write-failed`
   */
  write(id: string, bytes: ArrayBuffer): Promise<void>;
  /** @param path Relative, `/` between its parts, unique within the job; a path named again (a retry) means the new bytes. */
  name(id: string, path: string): void;
}
