import type { Item } from '../../core/dataset/item';
import { filesFound } from '../../sources/files';
import type { FrameMessage, HostMessage } from '../protocol';
import type { Engine } from './engine';
import { FileSink } from './file-sink';
import { newGatherer } from './gathering';
import { fieldRecipe } from './recipe';
import { refusalOf } from './refusal';

type Asked = Extract<HostMessage, { type: 'process' }>;

/** Runs that the host's page asks for by `process`: nothing of them is shown. */
export class Calls {
  readonly #engine: Engine;
  readonly #tell: (message: FrameMessage) => void;
  readonly #running = new Map<number, AbortController>();

  constructor(engine: Engine, tell: (message: FrameMessage) => void) {
    this.#engine = engine;
    this.#tell = tell;
  }

  async start({ id, files, recipe }: Asked): Promise<void> {
    this.cancel(id);
    const abort = new AbortController();
    this.#running.set(id, abort);
    const { signal } = abort;
    const tell = (message: FrameMessage) => {
      if (!signal.aborted) this.#tell(message);
    };
    try {
      const items: Item[] = [];
      for await (const item of newGatherer().gather(filesFound(files.map(named)))) items.push(item);
      let done = 0;
      const progress = () => tell({ type: 'progress', id, done, total: items.length, isPersonWaiting: false });
      progress();
      const report = await this.#engine.run({
        ...{ recipe: fieldRecipe(recipe), items, signal },
        sink: new FileSink((path, file) => tell({ type: 'result', id, path, file, of: 0, isHosts: true })),
        heard: (event) => {
          if (event.type !== 'settled') return;
          done++;
          progress();
        },
      });
      tell({ type: 'done', id, report });
    } catch (error) {
      tell({ type: 'failed', id, ...refusalOf(error) });
    } finally {
      if (this.#running.get(id) === abort) this.#running.delete(id);
    }
  }

  cancel(id: number): void {
    this.#running.get(id)?.abort();
  }
}

/** A Blob has no name. */
export function named(file: Blob, at: number): File {
  if (file instanceof File) return file;
  const extension = /^image\/([\w-]+)$/.exec(file.type)?.[1]?.replace('jpeg', 'jpg');
  return new File([file], `image-${at + 1}${extension ? `.${extension}` : ''}`, { type: file.type });
}
