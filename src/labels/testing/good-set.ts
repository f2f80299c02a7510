/** Files of a format that are as they should be. */
export interface GoodSet {
  readonly id: string;
  /** Of the format, where several sets are of one. */
  readonly read?: string;
  readonly files: readonly (readonly [string, string | Uint8Array])[];
}
