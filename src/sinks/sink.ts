/** Where finished outputs go while a job runs. */
export interface Sink {
  /**
   * Stores one output whole; a path written again (a retry) replaces what stood there.
   * @param path Relative, `/` between its parts, unique within the job.
   * @param bytes Transferred or consumed: empty for the caller afterwards.
   * @throws ItemError `write-failed`
   */
  write(path: string, bytes: ArrayBuffer): Promise<void>;
}
