import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { encode } from 'fast-png';
import { strToU8, zipSync, type Zippable } from 'fflate';
import sharp from 'sharp';
import { temporaryFolder } from './visit';

/** Of every photograph and mask. */
const size = { width: 80, height: 60 };

/** A grey photograph in JPEG, or in PNG where its name says so. */
export async function photograph(name = ''): Promise<Uint8Array> {
  const grey = sharp({ create: { ...size, channels: 3, background: '#888' } });
  return new Uint8Array(await (/\.png$/i.test(name) ? grey.png() : grey.jpeg()).toBuffer());
}

/** Values as one person draws them: two areas side by side on nothing, edges on whole pixels of a quarter of the size. */
function drawn(left: number, right: number): Uint16Array {
  const values = new Uint16Array(size.width * size.height);
  for (let y = 16; y < 44; y++) for (let x = 20; x < 60; x++) values[y * size.width + x] = x < 40 ? left : right;
  return values;
}

/** Files by their paths; texts in UTF-8. */
export type Files = Readonly<Record<string, string | Uint8Array>>;

/** Puts files into a folder of their own. @returns its path. */
export function folderWith(files: Files): string {
  const folder = join(temporaryFolder(), 'set');
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}

/** Packs files into a zip of this name. @returns its path. */
export function zipWith(name: string, files: Files): string {
  const entries = Object.entries(files).map(([path, content]): [string, Zippable[string]] => [
    path,
    typeof content === 'string' ? strToU8(content) : content,
  ]);
  const path = join(temporaryFolder(), name);
  writeFileSync(path, zipSync(Object.fromEntries(entries)));
  return path;
}

/** A mask as programs write it, in a depth and with channels of its own. */
export const masks = {
  'grey of 16 bits': encode({ ...size, data: drawn(1000, 65_535), channels: 1, depth: 16 }),
  'a palette': encode({
    ...size,
    data: Uint8Array.from(drawn(1, 3)),
    channels: 1,
    depth: 8,
    palette: [
      [0, 0, 0],
      [255, 0, 1],
      [9, 9, 9],
      [17, 34, 51],
    ],
  }),
  colours: encode({
    ...size,
    data: rgb(drawn(1, 3), { 0: [0, 0, 0], 1: [255, 0, 1], 3: [17, 34, 51] }),
    channels: 3,
    depth: 8,
  }),
  'one bit': encode({ ...size, data: bits(drawn(1, 1)), channels: 1, depth: 1 }),
  'grey and alpha': encode({ ...size, data: withAlpha(drawn(7, 9)), channels: 2, depth: 8 }),
} as const;

function rgb(values: Uint16Array, colours: Readonly<Record<number, readonly [number, number, number]>>): Uint8Array {
  return Uint8Array.from([...values].flatMap((value) => colours[value] ?? []));
}

function bits(values: Uint16Array): Uint8Array {
  const data = new Uint8Array((size.width / 8) * size.height);
  values.forEach((value, at) => (data[at >> 3]! |= value << (7 - (at & 7))));
  return data;
}

/** Half of it seen through: what alpha says is no value. */
function withAlpha(values: Uint16Array): Uint8Array {
  return Uint8Array.from([...values].flatMap((value, at) => [value, at % 2 === 0 ? 255 : 0]));
}
