import type { KernelExports } from './kernel-exports';

/**
 * An instance of our own kernels (`src/kernels`) and the memory that is theirs alone: blocks are taken from its end, and
 * given back in turn.
 */
export class KernelMemory {
  protected readonly exports: KernelExports;
  readonly #memory: WebAssembly.Memory;

  /**
   * @param module Compiled from `virtual:kernels`. Instantiated at once, which a page may refuse and a worker does not.
   * @param maxBytes That the memory may grow to, in steps of 64 KiB; at most 4 GiB.
   */
  constructor(module: WebAssembly.Module, maxBytes: number) {
    const maximum = Math.min(65536, Math.floor(maxBytes / 65536));
    this.#memory = new WebAssembly.Memory({ initial: Math.min(initialPages, maximum), maximum });
    const instance = new WebAssembly.Instance(module, {
      env: {
        memory: this.#memory,
        // Of a checked build alone.
        abort: (_message: number, _file: number, line: number, column: number) => {
          throw new Error(`An assertion of the kernels failed at ${line}:${column}; the stack has its function.`);
        },
      },
      arena: {
        exhausted: (bytes: number) => {
          throw new RangeError(
            `Out of memory: the kernels need ${bytes >>> 0} bytes more, and may have ${maximum * 65536} in all.`,
          );
        },
      },
    });
    // The module is ours: its exports are those of `src/kernels/index.ts`.
    this.exports = instance.exports as unknown as KernelExports;
  }

  /** Where the next block will lie: `release` frees what is allocated from now on. */
  mark(): number {
    return this.exports.mark() >>> 0;
  }

  /** Frees every block allocated since `mark` gave this. */
  release(mark: number): void {
    this.exports.release(mark);
  }

  /**
   * Uninitialised bytes, aligned to 16. Where memory grows for it, every view of `bytes` is detached.
   * @returns their address
   * @throws RangeError ("Out of memory …") above the bound; what is allocated stays valid, and so do the kernels.
   */
  alloc(bytes: number): number {
    if (!(bytes >= 0 && bytes < 2 ** 32)) throw new RangeError(`Out of memory: ${bytes} bytes are not addressable.`);
    return this.exports.alloc(bytes) >>> 0;
  }

  /** A view of memory: detached by whatever allocates next, so take it anew. */
  bytes(at: number, length: number): Uint8Array<ArrayBuffer> {
    return new Uint8Array(this.#memory.buffer, at, length);
  }

  /** Bytes that the memory has grown to; it never shrinks. */
  memoryBytes(): number {
    return this.#memory.buffer.byteLength;
  }

  /** Runs a kernel that allocates; where it throws, what it has allocated is freed. */
  protected releasing<T>(run: () => T): T {
    const mark = this.mark();
    try {
      return run();
    } catch (error) {
      this.release(mark);
      throw error;
    }
  }
}

/** As many as the module asks for, and some for small images. */
const initialPages = 16;
