import { join } from 'node:path';
import { openPage } from './page';
import { openProgram } from './program';
import type { Subject } from './subject';

/** Where subjects find what they need, and how many cores there are to fill. */
export interface Ground {
  /** The folder of the bench's built page. */
  readonly site: string;
  readonly cores: number;
  /** The project's folder. */
  readonly root: string;
}

/** The product's pool and workers, decoding with libvips. */
export function manyhandsExact({ site }: Ground, workers: number): Subject {
  return {
    name: 'manyhands-exact',
    workers,
    settings: ['exact'],
    open: (assignment) => openPage(site, 'crew', workers, assignment),
  };
}

/** What browsers offer without a library: createImageBitmap, OffscreenCanvas, convertToBlob, in workers. */
export function canvas({ site, cores }: Ground): Subject {
  return {
    name: 'canvas',
    workers: cores,
    settings: ['drawImage', 'createImageBitmap'],
    open: (assignment) => openPage(site, 'canvas', cores, assignment),
  };
}

/** Native libvips in Node. @param atOnce Images at a time. */
export function sharp({ cores, root }: Ground, atOnce: number): Subject {
  const program = {
    command: process.execPath,
    args: [join(root, 'bench/programs/sharp.mjs')],
    // libuv's threads, on which sharp waits for libvips, are four by default.
    env: { UV_THREADPOOL_SIZE: String(Math.max(4, cores)) },
  };
  return {
    name: 'sharp',
    workers: atOnce,
    settings: [...new Set([1, cores])].map((threads) => `concurrency ${threads}`),
    open: (assignment) => openProgram(program, atOnce, assignment),
  };
}
