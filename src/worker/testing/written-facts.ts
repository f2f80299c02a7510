import type { WrittenFormat } from '../codecs/writers';

/** What a file's own head says of how it was written, read without the decoders: by the formats' specifications. */
export type Facts = Readonly<Record<string, number | string>>;

export function writtenFacts(format: WrittenFormat, file: Uint8Array): Facts {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  switch (format) {
    case 'jpeg':
      return jpegFacts(view);
    case 'png':
      return pngFacts(view);
    case 'webp':
      return { ...chunkSizes(view, 12, true), frames: count(file, 'ANMF') };
    case 'avif':
      return avifFacts(file);
    case 'jxl':
      return {};
    case 'tiff':
      return tiffFacts(view);
    case 'gif':
      return gifFacts(view);
    case 'ppm':
      return { kind: latin(view, 0, 2) };
    case 'bmp':
      return { bits: view.getUint16(28, true) };
    case 'qoi':
      return { channels: view.getUint8(12) };
  }
}

/** ITU-T T.81, annex B: the start of frame, its first component's sampling, and the first step of the first table. */
function jpegFacts(view: DataView): Facts {
  const facts: Record<string, number> = {};
  for (let at = 2; at + 4 <= view.byteLength;) {
    const marker = view.getUint16(at);
    if (marker === 0xffda) break;
    if (marker === 0xffdb) facts['step'] ??= view.getUint8(at + 5);
    if (marker === 0xffc0 || marker === 0xffc1 || marker === 0xffc2) {
      facts['frame'] = marker;
      facts['components'] = view.getUint8(at + 9);
      facts['sampling'] = view.getUint8(at + 11);
    }
    at += 2 + view.getUint16(at + 2);
  }
  return facts;
}

/** PNG, 3rd edition, 11.2: IHDR, and the bytes of every kind of chunk. */
function pngFacts(view: DataView): Facts {
  return {
    bits: view.getUint8(24),
    colourType: view.getUint8(25),
    interlace: view.getUint8(28),
    ...chunkSizes(view, 8, false),
  };
}

/** Bytes of chunks by their names: RIFF's have the name first, PNG's the length, and a checksum behind. */
function chunkSizes(view: DataView, from: number, isRiff: boolean): Facts {
  const sizes: Record<string, number> = {};
  for (let at = from; at + 8 <= view.byteLength;) {
    const name = latin(view, at + (isRiff ? 0 : 4), 4);
    const bytes = view.getUint32(at + (isRiff ? 4 : 0), isRiff);
    sizes[name] = (sizes[name] ?? 0) + bytes;
    at += isRiff ? 8 + bytes + (bytes & 1) : 12 + bytes;
  }
  return sizes;
}

/** AV1 in ISO base media files, 2.3: the flags of `av1C` say 8, 10 or 12 bits. */
function avifFacts(file: Uint8Array): Facts {
  const at = Buffer.from(file).indexOf('av1C');
  const flags = file[at + 6]!;
  return { bits: flags & 0x40 ? (flags & 0x20 ? 12 : 10) : 8 };
}

const tags: Readonly<Record<number, string>> = {
  258: 'bits',
  259: 'compression',
  277: 'samples',
  317: 'predictor',
  322: 'tileWidth',
  323: 'tileHeight',
};

/** TIFF 6.0: the first directory's tags; of an array, its first. */
function tiffFacts(view: DataView): Facts {
  const isLittle = view.getUint8(0) === 0x49;
  const facts: Record<string, number> = {};
  const directory = view.getUint32(4, isLittle);
  for (let i = 0; i < view.getUint16(directory, isLittle); i++) {
    const at = directory + 2 + 12 * i;
    const name = tags[view.getUint16(at, isLittle)];
    if (name === undefined) continue;
    const [type, length] = [view.getUint16(at + 2, isLittle), view.getUint32(at + 4, isLittle)];
    const bytes = length * (type === 3 ? 2 : 4);
    const body = bytes > 4 ? view.getUint32(at + 8, isLittle) : at + 8;
    facts[name] = type === 3 ? view.getUint16(body, isLittle) : view.getUint32(body, isLittle);
  }
  return facts;
}

/** GIF89a: colours of the first table, and how many pictures there are. */
function gifFacts(view: DataView): Facts {
  const tableOf = (flags: number) => (flags & 0x80 ? 2 << (flags & 7) : 0);
  let colours = tableOf(view.getUint8(10));
  let frames = 0;
  const behindBlocks = (from: number) => {
    let at = from;
    while (view.getUint8(at) > 0) at += 1 + view.getUint8(at);
    return at + 1;
  };
  for (let at = 13 + 3 * colours; view.getUint8(at) !== 0x3b;) {
    if (view.getUint8(at) === 0x21) {
      at = behindBlocks(at + 2);
      continue;
    }
    const own = tableOf(view.getUint8(at + 9));
    colours ||= own;
    frames++;
    at = behindBlocks(at + 11 + 3 * own);
  }
  return { colours, frames };
}

function count(file: Uint8Array, name: string): number {
  return Buffer.from(file).toString('latin1').split(name).length - 1;
}

function latin(view: DataView, at: number, length: number): string {
  return String.fromCharCode(...Array.from({ length }, (_, i) => view.getUint8(at + i)));
}
