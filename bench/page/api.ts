import type { BenchInput } from '../subjects/subject';

/** What the bench's page does when the bench asks, and what it is told. */

/** What the page calls an input, and where it reads it. */
export function inputName(index: number): string {
  return `input/${index}`;
}

/** At the end of a crew's setting: the same, with labels. */
export const withLabels = ' with labels';

export interface PageStart {
  readonly kind: 'crew' | 'canvas' | 'jsquash' | 'magick-wasm';
  readonly task: string;
  readonly workers: number;
  /** The way in which the tiny image is done. */
  readonly setting: string;
  /** Of the inputs, in the group's order; `path` is a URL. */
  readonly inputs: readonly BenchInput[];
  /** Outputs of each input. */
  readonly copies: number;
  readonly tinyUrl: string;
}

export interface BenchPage {
  /** Starts the subject and reads the inputs into memory. @returns milliseconds until the first output of a tiny image. */
  start(options: PageStart): Promise<number>;
  /** @returns milliseconds from the first input byte in memory to the last output byte in memory. */
  round(setting: string, repeats: number): Promise<number>;
  /** The outputs of the first input, then those of the second …, posted to `outputUrl/0`, `outputUrl/1` … */
  write(setting: string, outputUrl: string): Promise<void>;
  /**
   * Has the desk read the COCO file in the page's input. @param images How many the file is made for.
   * @returns milliseconds from the first byte to the facts that a person is told.
   */
  readLabels(images: number): Promise<{ readonly ms: number; readonly labels: number }>;
}

/** One image on its way: the bytes are given away. */
export interface PageInput extends Omit<BenchInput, 'path'> {
  readonly name: string;
  readonly bytes: ArrayBuffer;
}

/** A subject in this page: all inputs at once, the outputs of each in their order. */
export type Runner = (inputs: readonly PageInput[], setting: string) => Promise<ArrayBuffer[][]>;
