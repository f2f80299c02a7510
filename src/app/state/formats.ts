import type { Item } from '../../core/dataset/item';
import { Bytes } from '../../core/header/bytes';
import { formatNames } from '../../core/header/format-names';
import type { ImageFormat } from '../../core/header/header';
import { loadedFor } from '../../core/header/loaded-for';
import { sniff } from '../../core/header/sniff';
import { isolationHere } from '../../pwa/isolation';
import { onBeat } from './beat';
import { Store } from './store';

export interface Unreadable {
  readonly path: string;
  readonly why: string;
}

/** What the files that were brought are, by their content. */
export interface FormatsFound {
  /** Files of each format that is read here. */
  readonly counts: ReadonlyMap<ImageFormat, number>;
  /** Images that will not be read; files that are no images, labels among them, are not counted. */
  readonly unreadable: readonly Unreadable[];
}

const nothing: FormatsFound = { counts: new Map(), unreadable: [] };
export const formatsFound = new Store<FormatsFound>(nothing);

/** As long as every signature; SVG's may stand behind a comment. */
const headBytes = 4096;
/** A TGA has no signature: its header is held against the length of the file. */
const mostTgaBytes = 64e6;
const atOnce = 4;

let counts = new Map<ImageFormat, number>();
let unreadable: Unreadable[] = [];
let ahead: Item[] = [];
let looking = 0;

const tell = onBeat(() => formatsFound.set({ counts: new Map(counts), unreadable: [...unreadable] }));

/** Looks at the beginnings of files, a few at a time, while the page goes on. */
export function lookAt(items: readonly Item[]): void {
  ahead.push(...items);
  for (; looking < atOnce && looking < ahead.length; looking++) void lookOn(ahead).finally(() => looking--);
}

export function forgetFormats(): void {
  ahead = [];
  counts = new Map();
  unreadable = [];
  formatsFound.set(nothing);
}

async function lookOn(mine: Item[]): Promise<void> {
  for (let item = mine.shift(); item; item = mine.shift()) {
    const told = await kindOf(item);
    // Cleared meanwhile.
    if (mine !== ahead) return;
    if (told === null) continue;
    if (typeof told === 'string') counts.set(told, (counts.get(told) ?? 0) + 1);
    else unreadable.push(told);
    tell();
  }
}

/** Null for what is no image, nor called one. */
async function kindOf(item: Item): Promise<ImageFormat | Unreadable | null> {
  const { path, bytes, trouble } = item;
  const no = (why: string): Unreadable => ({ path, why });
  if (trouble) return no(trouble.detail);
  const isCalled = imageNames.test(path);
  if (bytes === 0) return isCalled ? no('The file has no bytes.') : null;
  let format: ImageFormat | null;
  try {
    format = await formatOf(item);
  } catch {
    return no('The file cannot be opened; it may have been moved.');
  }
  if (format === null) return isCalled ? no('The content is no image format that we know.') : null;
  const name = formatNames[format];
  if (loadedFor[format] === 'nobody') return no(`${name} cannot be read here.`);
  if (!isolation.isolated && !light.includes(format))
    return no(`${name} needs libvips, which this page cannot run. ${isolation.why}`);
  return format;
}

const isolation = isolationHere();
const light: readonly ImageFormat[] = ['jpeg', 'png', 'webp'];

async function formatOf({ file, path, bytes }: Item): Promise<ImageFormat | null> {
  // An archive's entry is not unpacked for this: its name has to do.
  if (!(file instanceof Blob)) return byName(path);
  const found = sniff(new Bytes(new Uint8Array(await file.slice(0, headBytes).arrayBuffer())));
  if (found !== null || !/\.tga$/i.test(path) || bytes > mostTgaBytes) return found;
  return sniff(new Bytes(new Uint8Array(await file.arrayBuffer())));
}

const imageNames =
  /\.(?:jpe?g|png|webp|gif|tiff?|p[bgpnf]m|hdr|avifs?|hei[cf]|jxl|svg|bmp|ico|tga|psd|jp2|j2k|qoi|exr|fits?|pdf|dng|cr[23]|nef|arw|raf|orf|rw2|pef|x3f)$/i;

const otherEndings: Readonly<Record<string, ImageFormat>> = {
  jpg: 'jpeg',
  tif: 'tiff',
  pgm: 'ppm',
  pbm: 'ppm',
  pnm: 'ppm',
  pfm: 'ppm',
  hdr: 'radiance',
  avifs: 'avif',
  heic: 'heif',
  j2k: 'jp2',
  fit: 'fits',
  ...Object.fromEntries(
    ['dng', 'cr2', 'cr3', 'nef', 'arw', 'raf', 'orf', 'rw2', 'pef', 'x3f'].map((ending) => [ending, 'raw' as const]),
  ),
};

function byName(path: string): ImageFormat | null {
  if (!imageNames.test(path)) return null;
  const ending = path.slice(path.lastIndexOf('.') + 1).toLowerCase();
  if (Object.hasOwn(otherEndings, ending)) return otherEndings[ending]!; // Just asked for.
  return Object.hasOwn(formatNames, ending) ? (ending as ImageFormat) : null; // A key of the record.
}
