import { Budget } from '../../src/job/budget';
import { fresh, Pool, workers } from '../../src/pool';
import type { PageStart, Runner } from './api';
import type { CanvasRequest, CanvasTasks } from './canvas-worker';

const jpeg = { type: 'image/jpeg', quality: 0.8 } as const;

/** What each group asks of a canvas, besides the size. */
const tasks: Readonly<Record<string, Pick<CanvasRequest, 'type' | 'quality'>>> = {
  'camera-jpeg': jpeg,
  'camera-progressive': jpeg,
  'coco-letterbox': jpeg,
  'png-alpha': { type: 'image/png', quality: 1 },
  webp: { type: 'image/webp', quality: 0.8 },
};

/**
 * What a browser tool does without a library, in as many workers as there are cores. A setting is who scales, and how many
 * images each worker has on their way: with two, one is decoded while another is drawn, as the product has it.
 */
export async function startCanvas({ task, workers: count }: PageStart): Promise<Runner> {
  const given = tasks[task];
  if (!given) throw new Error(`Expected a canvas task for the group "${task}", found none.`);
  const canvas = workers<CanvasTasks>(
    () => new Worker(new URL('./canvas-worker.ts', import.meta.url), { type: 'module', name: 'canvas worker' }),
  );
  const pool = new Pool(canvas, { processes: count, tasksPerWorker: 2 });
  return (inputs, setting) => {
    const [scaledBy, each] = setting.split(' × ');
    if (scaledBy !== 'drawImage' && scaledBy !== 'createImageBitmap')
      throw new Error(`Expected drawImage or createImageBitmap, found "${scaledBy}".`);
    // The pool hands to the worker that has least to do, so as many places as workers are one for each.
    const turns = new Budget(Infinity, () => count * Number(each));
    return Promise.all(
      inputs.map(async ({ bytes, name: _, ...size }) => {
        await turns.enter(0);
        const drawn = await pool.apply(canvas.draw, [fresh(() => bytes), { ...given, ...size, scaledBy }]);
        turns.leave(0);
        return [drawn];
      }),
    );
  };
}
