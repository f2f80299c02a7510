import wasmUrl from '@imagemagick/magick-wasm/magick.wasm?url';
import { fresh, Pool, workers } from '../../src/pool';
import type { PageStart, Runner } from './api';
import type { MagickRequest, MagickTasks } from './magick-worker';

const formats: Readonly<Record<string, MagickRequest['format']>> = {
  'camera-jpeg': 'jpeg',
  'camera-progressive': 'jpeg',
  'coco-letterbox': 'jpeg',
  'png-alpha': 'png',
  webp: 'webp',
};

/** ImageMagick as one wasm, compiled once, in as many workers as there are cores. A setting is whether `jpeg:size` is given. */
export async function startMagick({ task, workers: count }: PageStart): Promise<Runner> {
  const format = formats[task];
  if (!format) throw new Error(`Expected a task of ImageMagick for the group "${task}", found none.`);
  const module = await WebAssembly.compileStreaming(fetch(wasmUrl));
  const magick = workers<MagickTasks>(
    () => new Worker(new URL('./magick-worker.ts', import.meta.url), { type: 'module', name: 'magick worker' }),
  );
  const pool = new Pool(magick, { processes: count, initializer: magick.start, initargs: [module] });
  return (inputs, setting) =>
    Promise.all(
      inputs.map(async ({ bytes, name: _, ...size }) => [
        await pool.apply(magick.work, [fresh(() => bytes), { ...size, format, hinted: setting === 'jpeg:size' }]),
      ]),
    );
}
