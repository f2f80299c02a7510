import { deskWorker } from '../../app/state/threads';
import type { Item } from '../../core/dataset/item';
import type { Recipe } from '../../core/recipe/recipe';
import type { JobLabels } from '../../job/labels';
import { Desk } from '../../sinks/desk';
import { mayBeLabelled, openLabels } from '../../sinks/desk-labels';
import type { Sink } from '../../sinks/sink';

export interface RunLabels {
  readonly labels: JobLabels;
  /** Nothing more is asked of them. */
  end(): void;
}

/**
 * The labels of a run's dataset, read by a desk that lives as long as the run and puts nothing on the disk.
 * @param sink Takes the label files. @returns null where no file can hold labels, as far as names tell.
 * @throws AppError `bad-labels` where they were refused: in several formats, or in others than the recipe names.
 */
export async function labelsFor(items: readonly Item[], recipe: Recipe, sink: Sink): Promise<RunLabels | null> {
  if (recipe.labels.read === 'auto' && !mayBeLabelled(items.map(({ path }) => path))) return null;
  const worker = deskWorker();
  const end = () => worker.terminate();
  try {
    const desk = new Desk(worker, 'memory');
    const found = await openLabels(desk, items, recipe);
    const labels: JobLabels = {
      stemsApart: found.stemsApart,
      troubleOf: (path) => found.troubleOf(path),
      expect: (path) => found.expect(path),
      of: (path) => found.of(path),
      keep: (output) => found.keep(output),
      checked: (source, wrong) => found.checked(source, wrong),
      async write(named) {
        const written = await found.write(named);
        for (const { id } of written.files) await sink.write(id, await desk.get(id));
        return written;
      },
    };
    return { labels, end };
  } catch (error) {
    end();
    throw error;
  }
}
