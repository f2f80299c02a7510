import { AppError } from '../../core/errors';
import { takeShared, wasShared } from '../../pwa/shared-files';
import { addFiles, sayNotice } from './gather';
import { loadRecipe } from './recipe';
import { Store } from './store';

/** What Chromium has and its types in TypeScript have not. */
interface LaunchWindow {
  readonly launchQueue?: {
    setConsumer(consumer: (launch: { readonly files: readonly FileSystemFileHandle[] }) => void): void;
  };
}

/** Files that came with a share, which a form of any site can send too: they wait for the person's word. */
export const offeredFiles = new Store<readonly File[]>([]);

/** Takes what the system opens with the installed app, or shares with it. */
export function takeLaunched(): void {
  (window as LaunchWindow).launchQueue?.setConsumer(({ files }) => void opened(files));
  if (wasShared()) void shared();
}

async function opened(handles: readonly FileSystemFileHandle[]): Promise<void> {
  const files = await Promise.allSettled(handles.map((handle) => handle.getFile()));
  await take(files.flatMap((file) => (file.status === 'fulfilled' ? [file.value] : [])));
  const missing = handles.filter((_, at) => files[at]?.status === 'rejected').map(({ name }) => name);
  if (missing.length > 0) sayNotice(`The system did not hand over ${missing.join(', ')}. Drop it here instead.`);
}

async function shared(): Promise<void> {
  const files = await takeShared();
  if (files.length === 0) sayNotice('What was shared did not arrive. Drop it here instead.');
  else offeredFiles.set(files);
}

export function takeOffered(): void {
  void take(offeredFiles.get());
  leaveOffered();
}

export function leaveOffered(): void {
  offeredFiles.set([]);
}

/** A recipe becomes the recipe of the page; all else comes as if it were dropped. */
async function take(files: readonly File[]): Promise<void> {
  const recipes = new Map<File, string>();
  for (const file of files.filter(({ name }) => /\.json$/i.test(name))) {
    const text = await file.text();
    // Labels are JSON files too, and hold no steps.
    if (/"steps"\s*:/.test(text)) recipes.set(file, text);
  }
  const others = files.filter((file) => !recipes.has(file));
  if (others.length > 0) await addFiles(others);
  for (const [{ name }, text] of recipes) {
    try {
      loadRecipe(text);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      sayNotice(`${name} is no recipe. ${error.message}`);
    }
  }
}
