import type { Report } from '../../core/dataset/report';
import { reportPath } from '../../core/dataset/paths';
import { splitPath } from '../format';
import { save } from '../save';
import { theOutputs } from './engine';
import { savedAll, savedOne } from './unsaved';
import { runState } from './run';
import { Store } from './store';

export interface DownloadState {
  readonly isPacking: boolean;
  /** Bytes packed so far. */
  readonly bytes: number;
  readonly trouble: string | null;
}

const still: DownloadState = { isPacking: false, bytes: 0, trouble: null };
export const downloadState = new Store<DownloadState>(still);

/** What Chromium has and its types in TypeScript have not. */
interface PickerWindow {
  showSaveFilePicker?(options: object): Promise<{ createWritable(): Promise<WritableStream<Uint8Array>> }>;
}

const zipName = 'dataset.zip';
const rowsPerPiece = 500;

/** All outputs and the report as a zip: straight to disk where the browser can, through a Blob elsewhere. */
export async function downloadAll(): Promise<void> {
  const { report } = runState.get();
  if (!report || downloadState.get().isPacking) return;
  downloadState.set({ ...still, isPacking: true });
  let trouble: string | null = null;
  try {
    const target = await pickTarget();
    if (target === 'given-up') return;
    const stream = (await zipOf(report)).pipeThrough(counter());
    if (target) await stream.pipeTo(target);
    else save(await new Response(stream, { headers: { 'Content-Type': 'application/zip' } }).blob(), zipName);
    savedAll(report);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    trouble = `The zip could not be written. ${why} Free some disk space, then download again.`;
  } finally {
    downloadState.set({ ...still, trouble });
  }
}

/** One output as a file. */
export async function downloadOne(path: string): Promise<void> {
  try {
    save(new Blob([await theOutputs().sink.read(path)]), splitPath(path).name);
    savedOne(path);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    downloadState.set({ ...still, trouble: `${path} could not be read back. ${why}` });
  }
}

/** Where the person wants the zip; null where the browser has no picker, or refuses it (in frames of other sites). */
async function pickTarget(): Promise<WritableStream<Uint8Array> | 'given-up' | null> {
  const { showSaveFilePicker } = window as PickerWindow;
  if (!showSaveFilePicker) return null;
  try {
    const types = [{ description: 'Zip archive', accept: { 'application/zip': ['.zip'] } }];
    const handle = await showSaveFilePicker.call(window, { suggestedName: zipName, types });
    return await handle.createWritable();
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return 'given-up';
    return null;
  }
}

async function zipOf(report: Report): Promise<ReadableStream<Uint8Array>> {
  const { desk, sink } = theOutputs();
  const bytes = await reportBytes(report);
  return desk.zip([...sink.members(), { path: reportPath, bytes }], new Date());
}

/** The report as JSON, written in pieces: a hundred thousand rows at once would hold the page up. */
async function reportBytes({ items, ...head }: Report): Promise<ArrayBuffer> {
  const start = JSON.stringify(head, null, 2).replace(/\n}$/, ',\n  "items": [');
  const pieces: string[] = [start];
  for (let at = 0; at < items.length; at += rowsPerPiece) {
    const rows = items.slice(at, at + rowsPerPiece).map((row) => `\n    ${JSON.stringify(row)}`);
    pieces.push(`${at === 0 ? '' : ','}${rows.join(',')}`);
    await new Promise((resolve) => setTimeout(resolve));
  }
  return new Blob([...pieces, '\n  ]\n}\n']).arrayBuffer();
}

function counter(): TransformStream<Uint8Array, Uint8Array> {
  let bytes = 0;
  let toldAt = 0;
  return new TransformStream({
    transform(piece, controller) {
      bytes += piece.byteLength;
      controller.enqueue(piece);
      if (performance.now() - toldAt < 200) return;
      toldAt = performance.now();
      downloadState.update((state) => ({ ...state, bytes }));
    },
  });
}
