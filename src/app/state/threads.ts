import type { WorkerFactory } from '../../pool';
import type { WorkerStart } from '../../worker/api';
import { compileMagick, compileVips } from '../../worker/compile';
import { handParts } from '../../worker/hand-over';

/** The one place where image workers are made. A worker's name says which side modules libvips is to start with there. */
export const imageWorker: WorkerFactory = (needs) => {
  const worker = new Worker(new URL('../../worker/entry.ts', import.meta.url), {
    type: 'module',
    name: ['image worker', ...needs].join(' '),
  });
  handParts(worker, { libvips: compileVips, imagemagick: compileMagick });
  return worker;
};

/** The one place where the desk is made. */
export function deskWorker(): Worker {
  return new Worker(new URL('../../desk/entry.ts', import.meta.url), { type: 'module', name: 'desk' });
}

const mebibyte = 2 ** 20;

/**
 * An instance may grow to what 32-bit wasm memory of this build holds. Memory never shrinks, so one that has grown past
 * 640 MiB, has run out of it, or has done enough that a leak would show, is replaced between two images. A start takes about
 * 0.3 s, and a thousand small images pass before its code is as fast as it gets; where our kernels do all, 4,000 images leave
 * some 50 MB behind.
 */
export const workerBounds: Omit<WorkerStart, 'kernels' | 'tier'> = {
  maxWasmBytes: 2048 * mebibyte,
  maxKernelBytes: 1024 * mebibyte,
  retireAfterItems: 1000,
  retireAfterLightItems: 4000,
  retireAboveBytes: 640 * mebibyte,
};
