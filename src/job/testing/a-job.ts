import type { Item } from '../../core/dataset/item';
import { ItemError } from '../../core/errors';
import { parseRecipe } from '../../core/recipe/parse';
import type { Recipe } from '../../core/recipe/recipe';
import type { Sink } from '../../sinks/sink';
import type { Job, JobEvent, JobOptions } from '../job';
import { startJob } from '../run-job';
import { HandCrew } from './hand-crew';

/** A file of `bytes` bytes that counts how often it is read. */
export class CountedItem implements Item {
  readonly path: string;
  readonly bytes: number;
  readonly trouble: Item['trouble'];
  reads = 0;

  constructor(path: string, bytes = 10, trouble: Item['trouble'] = null) {
    this.path = path;
    this.bytes = bytes;
    this.trouble = trouble;
  }

  async read(): Promise<ArrayBuffer> {
    this.reads++;
    return new ArrayBuffer(this.bytes);
  }
}

/** Keeps what it is given; refuses the ids that `refuses` picks, as a full disk would. */
export class KeptSink implements Sink {
  readonly written = new Map<string, number>();
  readonly names = new Map<string, string>();
  refuses: (nth: number) => boolean = () => false;
  #writes = 0;

  async write(id: string, bytes: ArrayBuffer): Promise<void> {
    if (this.refuses(++this.#writes)) throw new ItemError('write-failed', 'The disk is full.');
    this.written.set(id, bytes.byteLength);
  }

  name(id: string, path: string): void {
    this.names.set(path, id);
  }
}

export interface AJob {
  readonly job: Job;
  readonly crew: HandCrew;
  readonly sink: KeptSink;
  readonly events: JobEvent[];
}

const recipe: Recipe = parseRecipe({ version: 1, steps: [], output: { format: 'png' }, decode: 'exact' });

/** A job whose workers are led by hand; nothing else of it is a stand-in. */
export function aJob(source: JobOptions['source'], options: Partial<JobOptions> & { crew?: HandCrew } = {}): AJob {
  const crew = options.crew ?? new HandCrew();
  const sink = new KeptSink();
  const job = startJob({
    source,
    recipe,
    sink,
    budgetBytes: 1e6,
    limits: { maxPixels: 1e6, maxPages: 1, timeoutMs: 1000 },
    about: { app: '0', libvips: '8' },
    ...options,
    crew,
  });
  const events: JobEvent[] = [];
  job.listen((event) => events.push(event));
  return { job, crew, sink, events };
}

/** Everything that can go on without the test's hand has gone on. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve));
}
