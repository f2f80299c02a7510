import type { Item } from '../../core/dataset/item';
import { Bytes } from '../../core/header/bytes';
import { formatNames } from '../../core/header/format-names';
import type { ImageFormat } from '../../core/header/header';
import { partFor, type Part } from '../../core/header/loaded-for';
import { differsByFile, readerOf, readers, unreadKind, type Reader } from '../../core/header/readers';
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
  /** What has to be loaded for some of them, and of which formats these are. */
  readonly parts: ReadonlyMap<Part, ReadonlySet<ImageFormat>>;
  /** Images that will not be read; files that are no images, labels among them, are not counted. */
  readonly unreadable: readonly Unreadable[];
}

const nothing: FormatsFound = { counts: new Map(), parts: new Map(), unreadable: [] };
export const formatsFound = new Store<FormatsFound>(nothing);

/** `image` where all of so many files are known to be images, else `file`: labels lie among them. */
export function wordFor(total: number, { counts }: FormatsFound): 'image' | 'file' {
  return [...counts.values()].reduce((sum, many) => sum + many, 0) === total ? 'image' : 'file';
}

/** As long as every signature; SVG's may stand behind a comment. */
const headBytes = 4096;
/** A TGA has no signature: its header is held against the length of the file. A TIFF's directories may stand at its end. */
const mostWholeBytes = 64e6;
const atOnce = 4;

let counts = new Map<ImageFormat, number>();
let parts = new Map<Part, Set<ImageFormat>>();
let unreadable: Unreadable[] = [];
let ahead: Item[] = [];
let looking = 0;

const tell = onBeat(() =>
  formatsFound.set({ counts: new Map(counts), parts: new Map(parts), unreadable: [...unreadable] }),
);

/** Looks at the beginnings of files, a few at a time, while the page goes on. */
export function lookAt(items: readonly Item[]): void {
  ahead.push(...items);
  for (; looking < atOnce && looking < ahead.length; looking++) void lookOn(ahead).finally(() => looking--);
}

export function forgetFormats(): void {
  ahead = [];
  counts = new Map();
  parts = new Map();
  unreadable = [];
  formatsFound.set(nothing);
}

async function lookOn(mine: Item[]): Promise<void> {
  for (let item = mine.shift(); item; item = mine.shift()) {
    const told = await kindOf(item);
    // Cleared meanwhile.
    if (mine !== ahead) return;
    if (told === null) continue;
    if ('why' in told) unreadable.push(told);
    else countIn(told);
    tell();
  }
}

function countIn({ format, part }: Readable): void {
  counts.set(format, (counts.get(format) ?? 0) + 1);
  if (part !== null) parts.set(part, new Set(parts.get(part)).add(format));
}

interface Readable {
  readonly format: ImageFormat;
  readonly part: Part | null;
}

/** Null for what is no image, nor called one. */
async function kindOf(item: Item): Promise<Readable | Unreadable | null> {
  const { path, bytes, trouble } = item;
  const no = (why: string): Unreadable => ({ path, why });
  if (trouble) return no(trouble.detail);
  const isCalled = imageNames.test(path);
  if (bytes === 0) return isCalled ? no('The file has no bytes.') : null;
  let looked: Looked | null;
  try {
    looked = await lookInto(item);
  } catch {
    return no('The file cannot be opened; it may have been moved.');
  }
  if (looked === null) return isCalled ? no('The content is no image format that we know.') : null;
  const { format, reader, kind } = looked;
  if (reader === null) return no(`${kind} cannot be read here.`);
  if (!isolation.isolated && !light.includes(format))
    return no(`${formatNames[format]} needs libvips, which this page cannot run. ${isolation.why}`);
  return { format, part: partFor(reader) };
}

const isolation = isolationHere();
const light: readonly ImageFormat[] = ['jpeg', 'png', 'webp'];

interface Looked {
  readonly format: ImageFormat;
  /** Null where nobody here reads such a file. */
  readonly reader: Reader | null;
  /** What the file is, for a sentence. */
  readonly kind: string;
}

async function lookInto({ file, path, bytes }: Item): Promise<Looked | null> {
  // An archive's entry is not unpacked for this: its name has to do.
  if (!(file instanceof Blob)) return asMost(byName(path));
  const read = async (end: number) => new Uint8Array(await file.slice(0, end).arrayBuffer());
  let head = await read(headBytes);
  let format = sniff(new Bytes(head));
  const isLate = format === 'tiff' || (format === null && /\.tga$/i.test(path));
  if (isLate && bytes > mostWholeBytes) return asMost(format);
  if (isLate) {
    head = await read(bytes);
    format = sniff(new Bytes(head));
  }
  if (format === null || !differsByFile.has(format)) return asMost(format);
  return { format, reader: readerOf(format, head), kind: unreadKind(format, head) };
}

/** As most files of the format are. */
function asMost(format: ImageFormat | null): Looked | null {
  return format && { format, reader: readers[format], kind: formatNames[format] };
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
