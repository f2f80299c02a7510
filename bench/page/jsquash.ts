import { fresh, Pool, workers } from '../../src/pool';
import type { PageStart, Runner } from './api';
import type { JsquashRequest, JsquashTasks } from './jsquash-worker';

const formats: Readonly<Record<string, JsquashRequest['format']>> = {
  'camera-jpeg': 'jpeg',
  'camera-progressive': 'jpeg',
  'coco-letterbox': 'jpeg',
  'png-alpha': 'png',
  webp: 'webp',
};

/** Squoosh's codecs, each a wasm of its own, in as many workers as there are cores. */
export async function startJsquash({ task, workers: count }: PageStart): Promise<Runner> {
  const format = formats[task];
  if (!format) throw new Error(`Expected a jSquash task for the group "${task}", found none.`);
  const jsquash = workers<JsquashTasks>(
    () => new Worker(new URL('./jsquash-worker.ts', import.meta.url), { type: 'module', name: 'jsquash worker' }),
  );
  const pool = new Pool(jsquash, { processes: count });
  return (inputs) =>
    Promise.all(
      inputs.map(async ({ bytes, name: _, ...size }) => [
        await pool.apply(jsquash.work, [fresh(() => bytes), { ...size, format }]),
      ]),
    );
}
