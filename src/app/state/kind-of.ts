import type { Item } from '../../core/dataset/item';
import { Bytes } from '../../core/header/bytes';
import { formatNames } from '../../core/header/format-names';
import type { ImageFormat } from '../../core/header/header';
import { partFor, type Part } from '../../core/header/loaded-for';
import { differsByFile, readerOf, readers, readInLight, unreadKind, type Reader } from '../../core/header/readers';
import { sniff } from '../../core/header/sniff';
import type { IsolationState } from '../../pwa/isolation';

/** As long as every signature; SVG's may stand behind a comment. */
const headBytes = 4096;
/** A TGA has no signature: its header is held against the length of the file. A TIFF's directories may stand at its end. */
const mostWholeBytes = 64e6;
/** Of an archive's entry, which is unpacked for it. */
const mostUnpackedBytes = 250_000;

export interface Readable {
  readonly format: ImageFormat;
  readonly part: Part | null;
}

export interface Unreadable {
  readonly path: string;
  readonly why: string;
}

export interface KindOptions {
  readonly isolation: IsolationState;
  /** Whether an archive's entry may be unpacked for its first bytes; its name has to do otherwise. */
  readonly unpacks: boolean;
}

/**
 * What a file is by its content, and what must be loaded to read it, told from its first bytes before anything runs. Null for
 * what is no image, nor called one.
 */
export async function kindOf(item: Item, { isolation, unpacks }: KindOptions): Promise<Readable | Unreadable | null> {
  const { path, bytes, trouble } = item;
  const no = (why: string): Unreadable => ({ path, why });
  if (trouble) return no(trouble.detail);
  const isCalled = imageNames.test(path);
  if (bytes === 0) return isCalled ? no('The file has no bytes.') : null;
  let looked: Looked | null;
  try {
    looked = await lookInto(item, unpacks);
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

const light: readonly ImageFormat[] = readInLight;

interface Looked {
  readonly format: ImageFormat;
  /** Null where nobody here reads such a file. */
  readonly reader: Reader | null;
  /** What the file is, for a sentence. */
  readonly kind: string;
}

async function lookInto({ file, head, path, bytes }: Item, unpacks: boolean): Promise<Looked | null> {
  if (file instanceof Blob) return lookIntoFile(file, path, bytes);
  // One that cannot be unpacked is told when it is read.
  const first = head && unpacks ? await head(headBytes).catch(() => null) : null;
  if (!head || first === null) return asMost(byName(path));
  const format = sniff(new Bytes(first));
  if (!isLate(format, path)) return lookedAt(format, first);
  const whole = bytes > mostUnpackedBytes ? null : await head(bytes).catch(() => null);
  return whole ? lookedAt(sniff(new Bytes(whole)), whole) : asMost(format ?? 'tga');
}

async function lookIntoFile(file: Blob, path: string, bytes: number): Promise<Looked | null> {
  const read = async (end: number) => new Uint8Array(await file.slice(0, end).arrayBuffer());
  let head = await read(headBytes);
  let format = sniff(new Bytes(head));
  if (isLate(format, path)) {
    if (bytes > mostWholeBytes) return asMost(format);
    head = await read(bytes);
    format = sniff(new Bytes(head));
  }
  return lookedAt(format, head);
}

/** Whether what a file is may only be seen of the whole of it. */
function isLate(format: ImageFormat | null, path: string): boolean {
  return format === 'tiff' || (format === null && /\.tga$/i.test(path));
}

function lookedAt(format: ImageFormat | null, head: Uint8Array): Looked | null {
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
