import type { Item } from '../../core/dataset/item';
import { AppError } from '../../core/errors';
import type { Recipe } from '../../core/recipe/recipe';
import type { Crew } from '../../job/crew';
import type { Job } from '../../job/job';
import { budgetOf, workersOf } from '../../job/settings';
import type { LabelFrame } from '../../core/dataset/label-frame';
import type { ClassFacts } from '../../desk/label-api';
import type { LossForecast } from '../../core/dataset/label-losses';
import { Desk } from '../../sinks/desk';
import { DeskLabels, labelsAsOpened, type Opened } from '../../sinks/desk-labels';
import { DeskSink } from '../../sinks/desk-sink';
import type { Preview, Thumbnail } from '../../worker/api';
import { compileKernels } from '../../worker/compile';
import { about } from './about';
import { items } from './items';
import { FoundOnce } from './found-once';
import { setLabelSet } from './label-set';
import { settings } from './settings';
import { theTier } from './tier';
import { deskWorker, imageWorker, workerBounds } from './threads';

/** The longer side of the picture before, in a preview: sharp on large screens, quick to make. */
const previewPx = 2048;
/** Twice what a row shows, for screens of two pixels per pixel. */
const thumbnailPx = 96;

let crew: Promise<Crew> | null = null;
let outputs: { readonly desk: Desk; readonly sink: DeskSink } | null = null;

/** The pool and the job. A page that waits for images is drawn without them. */
const hands = async () => ({ ...(await import('../../job/create-crew')), ...(await import('../../job/run-job')) });

/** The image workers, started when first asked for; a failed start is tried again. */
function theCrew(): Promise<Crew> {
  crew ??= begin().catch((error: unknown) => {
    crew = null;
    throw error;
  });
  return crew;
}

async function begin(): Promise<Crew> {
  try {
    const [kernels, tier, { createCrew }] = await Promise.all([compileKernels(), theTier, hands()]);
    return createCrew({
      workers: workersOf(settings.get()),
      factory: imageWorker,
      start: { kernels, tier, ...workerBounds },
    });
  } catch (error) {
    throw new AppError('start-failed', 'The image engine could not be loaded. Reload the page to try again.', {
      cause: error,
    });
  }
}

/** Starts the workers before anything is asked of them. What goes wrong is told to whoever asks. */
export function warmUp(): void {
  void theCrew().catch(() => undefined);
}

settings.subscribe(() => {
  void crew?.then((started) => started.resize(workersOf(settings.get()))).catch(() => undefined);
});

/** The finished outputs of this visit, and the desk that keeps them. */
export function theOutputs(): { readonly desk: Desk; readonly sink: DeskSink } {
  if (outputs) return outputs;
  const desk = new Desk(deskWorker());
  outputs = { desk, sink: new DeskSink(desk) };
  return outputs;
}

/** @param keep Whether the outputs of the runs before stay: a retry adds to them. */
export async function beginJob(recipe: Recipe, source: readonly Item[], keep: boolean): Promise<Job> {
  isJobOn = true;
  const ended = () => void (isJobOn = false);
  try {
    const job = await begunJob(recipe, source, keep);
    job.done.then(ended, ended);
    return job;
  } catch (error) {
    ended();
    throw error;
  }
}

async function begunJob(recipe: Recipe, source: readonly Item[], keep: boolean): Promise<Job> {
  const { desk, sink } = theOutputs();
  if (!keep) await sink.clear();
  const opened = await foundOnce.find(items.rows(), recipe.labels, () => desk);
  setLabelSet(opened, recipe);
  const labels = labelsAsOpened(desk, opened, recipe.labels);
  const now = settings.get();
  const started = await theCrew();
  const { startJob } = await hands();
  return startJob({
    source,
    recipe,
    labels,
    sink,
    crew: started,
    budgetBytes: budgetOf(now),
    limits: { ...imageLimits(), timeoutMs: now.timeoutSeconds * 1000 },
    about,
    taken: keep ? [...sink.paths] : [],
  });
}

const foundOnce = new FoundOnce();
/** The desk hands out the labels of a job meanwhile: no others are looked for. */
let isJobOn = false;

/** The labels of all that was brought; null while a job runs on others. */
export function foundLabels(recipe: Recipe): Promise<Opened | null> {
  const rows = items.rows();
  if (isJobOn && !foundOnce.knows(rows, recipe.labels)) return Promise.resolve(null);
  return foundOnce.find(rows, recipe.labels, () => theOutputs().desk);
}

/** What would be lost of the labels that were found last; null where there are none, or a job has the desk. */
export async function labelLosses(recipe: Recipe): Promise<LossForecast | null> {
  const opened = isJobOn ? null : await foundLabels(recipe);
  return opened?.found.kind === 'found' ? theOutputs().desk.labelLosses(recipe.labels.write) : null;
}

/**
 * @param frame Reads the labels by it, whatever the recipe says and was found.
 * @returns the preview, the names of the classes that its labels have, and the bones of those.
 */
export async function preview(
  item: Item,
  recipe: Recipe,
  signal: AbortSignal,
  frame?: LabelFrame,
): Promise<Preview & Pick<ClassFacts, 'classes' | 'bones'>> {
  const [started, opened] = await Promise.all([theCrew(), foundLabels(recipe)]);
  const isFound = opened?.found.kind === 'found';
  const labels = isFound
    ? await new DeskLabels(
        theOutputs().desk,
        opened.found,
        { ...recipe.labels, ...(frame && { frame }) },
        { ...opened, ...(frame && { frame: null }) },
      ).of(item.path)
    : null;
  const request = { path: item.path, recipe, limits: imageLimits(), maxPx: previewPx, ...(labels && { labels }) };
  const classes = [...(opened?.found.classes ?? [])];
  if (opened?.maskFill && recipe.labels.maskFill !== null) classes[opened.maskFill.class] = recipe.labels.maskFill;
  return { ...(await started.preview(item, request, { signal })), classes, bones: opened?.found.bones ?? [] };
}

export async function thumbnail(item: Item, signal: AbortSignal): Promise<Thumbnail> {
  const started = await theCrew();
  return started.thumbnail(item, { maxPx: thumbnailPx, limits: imageLimits() }, { signal });
}

/** The crew with a worker for each of `workers`, for a trial. @returns it, and how to give it back. */
export async function borrowCrew(workers: number): Promise<{ readonly crew: Crew; readonly giveBack: () => void }> {
  const started = await theCrew();
  started.resize(Math.max(workers, workersOf(settings.get())));
  return { crew: started, giveBack: () => started.resize(workersOf(settings.get())) };
}

export function imageLimits(): { readonly maxPixels: number; readonly maxPages: number } {
  const { maxPixelsMp, maxPages } = settings.get();
  return { maxPixels: maxPixelsMp * 1e6, maxPages };
}
