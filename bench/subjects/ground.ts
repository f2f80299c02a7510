/** Where subjects find what they need, and how many cores there are to fill. */
export interface Ground {
  /** The folder of the bench's built page. */
  readonly site: string;
  readonly cores: number;
  /** The project's folder. */
  readonly root: string;
}
