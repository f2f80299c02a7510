import type { Item } from '../../core/dataset/item';
import { dropFound } from '../../sources/drop';
import { filesFound } from '../../sources/files';
import { Gatherer } from '../../sources/source';
import type { FoundFile } from '../../sources/source';
import { count } from '../format';
import { onBeat } from './beat';
import { theOutputs } from './engine';
import { items } from './items';
import { thumbnails } from './row-thumbnails';
import { forgetRun } from './run';
import { settings } from './settings';
import { Store } from './store';

export interface GatherState {
  readonly isBusy: boolean;
  readonly found: number;
  /** What there is to say about the last files that were brought. */
  readonly notice: string | null;
}

const quiet: GatherState = { isBusy: false, found: 0, notice: null };
export const gatherState = new Store<GatherState>(quiet);

/** How many the present gathering has found. */
let found = 0;
const tellFound = onBeat(() => gatherState.update((state) => (state.isBusy ? { ...state, found } : state)));

/** How long files are looked through before the page may draw again. */
const sliceMs = 12;

let gatherer = newGatherer();
/** One after another, in the order in which they were brought. */
let last: Promise<void> = Promise.resolve();

function newGatherer(): Gatherer {
  return new Gatherer(() => {
    const { zipMaxEntries, zipMaxRatio, zipMaxGb } = settings.get();
    return { maxEntries: zipMaxEntries, maxRatio: zipMaxRatio, maxBytes: zipMaxGb * 1e9 };
  });
}

function gather(files: AsyncIterable<FoundFile> | Iterable<FoundFile>): Promise<void> {
  last = last.then(() => takeAll(files));
  return last;
}

async function takeAll(files: AsyncIterable<FoundFile> | Iterable<FoundFile>): Promise<void> {
  const mine = gatherer;
  found = 0;
  gatherState.set({ isBusy: true, found, notice: null });
  let batch: Item[] = [];
  let sliceEnds = performance.now() + sliceMs;
  let notice: string | null = null;
  try {
    for await (const item of mine.gather(files)) {
      // Cleared meanwhile: what is still coming belongs to nothing.
      if (mine !== gatherer) return;
      batch.push(item);
      found++;
      if (performance.now() < sliceEnds) continue;
      took(batch);
      batch = [];
      tellFound();
      await new Promise((resolve) => setTimeout(resolve));
      sliceEnds = performance.now() + sliceMs;
    }
    took(batch);
    if (found === 0) notice = 'There were no files in what you brought.';
  } catch (error) {
    if (mine === gatherer) took(batch);
    const why = error instanceof Error ? error.message : String(error);
    notice = `Not everything could be read, ${count(found, 'file')} were taken. ${why}`;
  } finally {
    if (mine === gatherer) gatherState.set({ isBusy: false, found, notice });
  }
}

function took(batch: readonly Item[]): void {
  items.add(batch);
  // Not of the first visit: it is asked for once there are files.
  if (batch.length > 0) void import('./formats').then(({ lookAt }) => lookAt(batch));
}

export function addFiles(files: readonly File[]): Promise<void> {
  return gather(filesFound(files));
}

/** Call it within the event: a transfer is empty afterwards. */
export function addTransfer(transfer: DataTransfer): Promise<void> {
  return gather(dropFound(transfer));
}

/** The pictures on the clipboard, where the browser lets a page ask for them. */
export async function pasteFromClipboard(): Promise<void> {
  const files: File[] = [];
  try {
    for (const item of await navigator.clipboard.read()) {
      const type = item.types.find((one) => one.startsWith('image/'));
      if (type)
        files.push(new File([await item.getType(type)], `pasted.${type.slice(6).replace('+xml', '')}`, { type }));
    }
  } catch {
    gatherState.set({ ...quiet, notice: 'This browser does not let a button paste. Press Ctrl+V, or ⌘V on a Mac.' });
    return;
  }
  if (files.length > 0) await addFiles(files);
  else gatherState.set({ ...quiet, notice: 'There is no picture on the clipboard.' });
}

export async function addSample(): Promise<void> {
  found = 0;
  gatherState.set({ isBusy: true, found, notice: null });
  const { drawLabelledSample } = await import('../sample/sample');
  const files = await drawLabelledSample();
  await gather(files.map((file) => ({ path: `sample/${file.name}`, name: file.name, file })));
}

/** Takes everything off the page, outputs included. */
export async function clearAll(): Promise<void> {
  gatherer = newGatherer();
  items.clear();
  thumbnails.clear();
  forgetRun();
  void import('./formats').then(({ forgetFormats }) => forgetFormats());
  gatherState.set(quiet);
  await theOutputs().sink.clear();
}

/** Tells what there is to say about files that were brought. */
export function sayNotice(notice: string): void {
  gatherState.set({ ...quiet, notice });
}

export function dismissNotice(): void {
  gatherState.set(quiet);
}
