import type { Item } from '../core/dataset/item';

/** Milliseconds a byte, before anything is measured: only the order matters, and files of one kind cost by their size. */
const unmeasured = 1e-5;
/** How much a new measurement counts against all before it. */
const weight = 0.2;

/**
 * What an item will take of a worker: its bytes times what a byte of files with its ending has taken so far, under this
 * job's recipe and on this machine. The header, which knows the pixels, is not read yet when items are ordered.
 */
export class CostModel {
  readonly #msPerByte = new Map<string, number>();

  /** Milliseconds. */
  of({ path, bytes, trouble }: Pick<Item, 'path' | 'bytes' | 'trouble'>): number {
    if (trouble) return 0;
    return bytes * (this.#msPerByte.get(endingOf(path)) ?? unmeasured);
  }

  learn({ path, bytes }: Pick<Item, 'path' | 'bytes'>, ms: number): void {
    if (bytes === 0) return;
    const ending = endingOf(path);
    const before = this.#msPerByte.get(ending);
    const now = ms / bytes;
    this.#msPerByte.set(ending, before === undefined ? now : before + weight * (now - before));
  }
}

function endingOf(path: string): string {
  return /\.([^./]{1,8})$/.exec(path)?.[1]?.toLowerCase() ?? '';
}
