/** What the bench's page does when the bench asks, and what it is told. */

export interface PageStart {
  readonly kind: 'crew' | 'canvas';
  readonly task: string;
  readonly workers: number;
  /** Of the inputs, in the group's order, with the size that each must come out in. */
  readonly inputs: readonly { readonly url: string; readonly width: number; readonly height: number }[];
  readonly tinyUrl: string;
}

export interface BenchPage {
  /** Starts the subject and reads the inputs into memory. @returns milliseconds until the first output of a tiny image. */
  start(options: PageStart): Promise<number>;
  /** @returns milliseconds from the first input byte in memory to the last output byte in memory. */
  round(setting: string, repeats: number): Promise<number>;
  /** One output per input, posted to `outputUrl/0`, `outputUrl/1` … */
  write(setting: string, outputUrl: string): Promise<void>;
}

/** One image on its way: the bytes are given away. */
export interface PageInput {
  readonly name: string;
  readonly bytes: ArrayBuffer;
  readonly width: number;
  readonly height: number;
}

/** A subject in this page: all inputs at once, outputs in their order. */
export type Runner = (inputs: readonly PageInput[], setting: string) => Promise<ArrayBuffer[]>;
