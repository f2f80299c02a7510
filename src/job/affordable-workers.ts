/** What a page may know of the machine it runs on. */
export interface Machine {
  readonly hardwareConcurrency: number;
  /** In gibibytes, coarse, at most 8 in many browsers; missing in others. */
  readonly deviceMemory?: number;
}

/** A worker's own thread, the six that its libvips starts (wasm-vips starts no fewer), and one of the browser's for it. */
export const threadsPerWorker = 8;
/** A page with one instance per core and a thread per core in each, on 32 cores, has crashed browsers (wasm-vips#91). */
export const mostThreads = 128;
/** An instance with one image of a camera in it. */
export const bytesPerWorker = 256 * 2 ** 20;

/**
 * How many workers a page takes unasked: one per core, as long as all their threads are no more than `mostThreads` and
 * all their memory no more than half the machine's. At least 1.
 */
export function affordableWorkers({ hardwareConcurrency, deviceMemory }: Machine): number {
  const byThreads = Math.floor(mostThreads / threadsPerWorker);
  const byMemory = deviceMemory === undefined ? Infinity : Math.floor((deviceMemory * 2 ** 30) / 2 / bytesPerWorker);
  return Math.max(1, Math.min(hardwareConcurrency, byThreads, byMemory));
}
