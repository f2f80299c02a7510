import { retire, serve } from '../pool/serve';
import type { WorkerStart, WorkerTasks } from './api';
import { processItem } from './process';
import { pictureOf } from './show';
import { startVips, type VipsHost } from './vips';

let host: Promise<VipsHost> | null = null;
let limits: Pick<WorkerStart, 'retireAfterItems' | 'retireAboveBytes'> | null = null;
let items = 0;

async function start(options: WorkerStart): Promise<void> {
  limits = options;
  host = startVips(options);
  await host;
}

/** Runs `work` on the instance, and asks for a successor when this worker has grown or worked enough. */
async function onHost<T>(work: (vips: VipsHost['vips']) => T | Promise<T>): Promise<T> {
  if (!host || !limits) throw new Error('Expected `start` to run before any other task of this worker.');
  const { vips, memoryBytes } = await host;
  try {
    return await work(vips);
  } catch (error) {
    // A trap inside wasm leaves its memory in no known state.
    if (error instanceof WebAssembly.RuntimeError) retire();
    throw error;
  } finally {
    items++;
    if (items >= limits.retireAfterItems || memoryBytes() > limits.retireAboveBytes) retire();
  }
}

const tasks: WorkerTasks = {
  start,
  process: (bytes, request) => onHost((vips) => processItem(vips, new Uint8Array(bytes), request)),
  thumbnail: (bytes, request) =>
    onHost((vips) => pictureOf(vips, new Uint8Array(bytes), request.maxPx, request.limits)),
  preview: (bytes, request) =>
    onHost(async (vips) => {
      const source = new Uint8Array(bytes);
      const { picture } = pictureOf(vips, source, request.maxPx, request.limits);
      return { before: picture, worked: await processItem(vips, source, request) };
    }),
};

serve(tasks);
