import type { EngineName } from './engine';

/** Something that engines differ in: how it is asked for in the page, and what the page does without it. */
export interface Feature {
  readonly name: string;
  /** An expression in the page: true, false, or a word to show. A promise is waited for. */
  readonly probe: string;
  readonly without: string;
}

/** The server of the test serves it beside the page, whose policy lets no worker start from a Blob. */
export const probeWorker = {
  path: '/probe-worker.js',
  script: `(async () => {
    const root = await navigator.storage.getDirectory();
    const file = await root.getFileHandle('manyhands-probe', { create: true });
    const handle = await file.createSyncAccessHandle();
    const written = handle.write(new Uint8Array(3));
    handle.close();
    await root.removeEntry('manyhands-probe');
    return written === 3;
  })().then(postMessage, () => postMessage(false));`,
} as const;

const encodes = (type: string) => `(async () => {
  const canvas = new OffscreenCanvas(2, 2);
  canvas.getContext('2d').fillRect(0, 0, 1, 1);
  return (await canvas.convertToBlob({ type: '${type}' })).type === '${type}';
})()`;

export const features: readonly Feature[] = [
  {
    name: 'Isolated by headers, with threads that share memory',
    probe: `crossOriginIsolated && typeof SharedArrayBuffer === 'function'`,
    without: 'The tier without isolation: our kernels and the browser’s decoders; the page says what it lacks.',
  },
  {
    name: 'SIMD in WebAssembly',
    probe: `WebAssembly.validate(Uint8Array.of(0,97,115,109,1,0,0,0,1,5,1,96,0,1,123,3,2,1,0,10,10,1,8,0,65,0,253,15,253,98,11))`,
    without: 'Neither engine starts, and the page says so.',
  },
  {
    name: 'ImageDecoder',
    probe: `typeof ImageDecoder === 'function'`,
    without: 'libvips decodes every file: the same pictures, slower for large photographs. Settings say so.',
  },
  {
    name: 'ImageDecoder hands over a JPEG’s own planes',
    probe: `(async () => {
      if (typeof ImageDecoder !== 'function') return false;
      const canvas = new OffscreenCanvas(16, 16);
      canvas.getContext('2d').fillRect(0, 0, 8, 16);
      const data = await (await canvas.convertToBlob({ type: 'image/jpeg' })).arrayBuffer();
      const { image } = await new ImageDecoder({ data, type: 'image/jpeg' }).decode();
      return image.format.startsWith('I4') || image.format;
    })()`,
    without: 'As without ImageDecoder: packed pixels have lost what the fast way starts from.',
  },
  {
    name: 'Picker of a place to save',
    // The driver of Chromium takes it away: nobody answers it there.
    probe: `'showSaveFilePicker' in window || 'FileSystemFileHandle' in window && 'showOpenFilePicker' in window`,
    without: '“Download all” packs the zip in full, then hands it over as a download. Settings say so.',
  },
  {
    name: 'Folder by picker and by drop',
    probe: `'webkitdirectory' in document.createElement('input') && 'webkitGetAsEntry' in DataTransferItem.prototype`,
    without: 'Single files and zips.',
  },
  {
    name: 'Streams that move between threads',
    probe: `(() => { const stream = new ReadableStream(); try { structuredClone(stream, { transfer: [stream] }); return true; } catch { return false; } })()`,
    without: 'Nothing to see: archives come from the desk piece by piece, by messages.',
  },
  {
    name: 'Private file system, with handles in workers',
    probe: `new Promise((resolve) => {
      const worker = new Worker('${probeWorker.path}');
      worker.onmessage = ({ data }) => resolve(data);
      worker.onerror = () => resolve(false);
    })`,
    without: 'Finished images stay in memory until downloaded or cleared. Settings say so.',
  },
  {
    name: 'Web Locks',
    probe: `'locks' in navigator`,
    without: 'A worker’s death is noticed by a question it leaves unanswered, or by the time limit of an image.',
  },
  {
    name: 'Writes WebP by canvas',
    probe: encodes('image/webp'),
    without: 'libvips writes it; in the tier without isolation WebP is refused by name, before the run.',
  },
  {
    name: 'Wake Lock',
    probe: `'wakeLock' in navigator`,
    without: 'The machine may sleep during a run, which goes on when it wakes. Settings say so.',
  },
  {
    name: 'Reads the clipboard by a button',
    probe: `typeof navigator.clipboard?.read === 'function'`,
    without: 'The button says which keys to press instead.',
  },
  {
    name: 'Service worker, for offline and for hosts without headers',
    probe: `'serviceWorker' in navigator`,
    without: 'Online only, and only on hosts that send the headers.',
  },
  {
    name: 'Trusted Types',
    probe: `'trustedTypes' in window`,
    without: 'The same texts are shown as texts; the engine alone does not enforce it.',
  },
  {
    name: 'Can be installed, opens files and takes shares',
    probe: `'launchQueue' in window`,
    without: 'A tab, or a bookmark on the home screen; files are picked or dropped.',
  },
  {
    name: 'Explicit resource management (`Symbol.dispose`)',
    // The page defines it where it is missing, under this description.
    probe: `Object.getOwnPropertyDescriptor(Symbol, 'dispose').writable === false && /native/.test(String(globalThis.DisposableStack))`,
    without: 'The symbols are defined before anything else.',
  },
  {
    name: 'Cores that the page sees',
    probe: `String(navigator.hardwareConcurrency)`,
    without: '',
  },
];

/** What an engine answered, by the feature's name. */
export type Column = Readonly<Record<string, boolean | string>>;

/** The table as Markdown. */
export function tableOf(
  columns: ReadonlyMap<EngineName, { readonly version: string; readonly column: Column }>,
): string {
  const engines = [...columns];
  const rows = [
    ['', ...engines.map(([name, { version }]) => `${name} ${version}`), 'Without it'],
    ['---', ...engines.map(() => '---'), '---'],
    ...features.map(({ name, without }) => [name, ...engines.map(([, { column }]) => word(column[name])), without]),
  ];
  return rows.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function word(answer: boolean | string | undefined): string {
  if (typeof answer === 'string') return answer;
  return answer ? 'yes' : 'no';
}
