/** What the page uses where a browser has it, and does without elsewhere. */
export interface Abilities {
  /** WebCodecs' decoder, with planes as they are in the file: Firefox's gives packed pixels. */
  readonly browserDecoder: boolean;
  /** A picker of a place to save, and with it writing piece by piece. */
  readonly savePicker: boolean;
  /** A private file system, with handles for workers. */
  readonly privateFiles: boolean;
  readonly locks: boolean;
  readonly wakeLock: boolean;
  readonly clipboardRead: boolean;
}

/** One thing that a browser has not, and what it means for the person. */
export interface Lack {
  readonly id: keyof Abilities;
  readonly what: string;
  readonly so: string;
}

const lacks: Readonly<Record<keyof Abilities, Omit<Lack, 'id'>>> = {
  browserDecoder: {
    what: 'No decoder of its own that fits',
    so: 'The image engine decodes every file here. The pictures are the same, large photographs take longer.',
  },
  savePicker: {
    what: 'No saving straight to disk',
    so: '“Download all” packs the zip in full before it hands it over, and needs room for it meanwhile.',
  },
  privateFiles: {
    what: 'No private files',
    so: 'Finished images stay in memory until you download or clear them. Run large datasets in parts.',
  },
  locks: {
    what: 'No locks',
    so: 'A worker that dies is noticed later: by a question that it leaves unanswered, or by the time limit of an image.',
  },
  wakeLock: {
    what: 'No way to keep the machine awake',
    so: 'It may go to sleep during a long run, which then goes on when it wakes.',
  },
  clipboardRead: {
    what: 'No pasting by button',
    so: 'Press Ctrl+V, or ⌘V on a Mac, instead of “Paste”.',
  },
};

/** What is missing of these, in the order of their weight. */
export function lacksOf(abilities: Abilities): Lack[] {
  return (Object.keys(lacks) as (keyof Abilities)[]) // The record has these keys and no others.
    .filter((id) => !abilities[id])
    .map((id) => ({ id, ...lacks[id] }));
}

/** What this browser has, tried rather than guessed by its name. */
export async function abilitiesHere(): Promise<Abilities> {
  return {
    browserDecoder: await decodesToPlanes(),
    savePicker: 'showSaveFilePicker' in window,
    privateFiles: await hasPrivateFiles(),
    locks: 'locks' in navigator,
    wakeLock: 'wakeLock' in navigator,
    clipboardRead: typeof navigator.clipboard?.read === 'function',
  };
}

/** The workers try more (`prove-browser.ts`); where this fails, theirs does. */
async function decodesToPlanes(): Promise<boolean> {
  if (typeof ImageDecoder !== 'function') return false;
  try {
    const canvas = new OffscreenCanvas(16, 16);
    canvas.getContext('2d')?.fillRect(0, 0, 8, 16);
    const data = await (await canvas.convertToBlob({ type: 'image/jpeg' })).arrayBuffer();
    const decoder = new ImageDecoder({ data, type: 'image/jpeg' });
    const { image } = await decoder.decode();
    const isPlanes = image.format?.startsWith('I4') ?? false;
    image.close();
    decoder.close();
    return isPlanes;
  } catch {
    return false;
  }
}

async function hasPrivateFiles(): Promise<boolean> {
  try {
    await navigator.storage.getDirectory();
    return true;
  } catch {
    return false;
  }
}
