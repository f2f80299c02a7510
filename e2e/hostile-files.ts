import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import { strToU8, zipSync } from 'fflate';
import sharp from 'sharp';

/** What must become of a hostile file: its status and code. */
export type Fate = readonly ['failed' | 'skipped', string];

/** Pixels with enough in them that the file has a middle to be damaged. */
function noisy(width: number, height: number): ReturnType<typeof sharp> {
  const bytes = Buffer.alloc(width * height * 3);
  for (let i = 0; i < bytes.length; i++) bytes[i] = (i * 2654435761) >>> 24;
  return sharp(bytes, { raw: { width, height, channels: 3 } });
}

/** Files that are cut, damaged, of a size beyond reason, or not what their names say, with what must become of each. */
export async function hostileFiles(folder: string): Promise<ReadonlyMap<string, Fate>> {
  const jpeg = await noisy(200, 150).withMetadata({ orientation: 6 }).jpeg().toBuffer();
  const png = await noisy(200, 150).png().toBuffer();
  const webp = await noisy(200, 150).webp().toBuffer();
  const gif = await noisy(200, 150).gif().toBuffer();
  const tiff = await noisy(200, 150).tiff({ compression: 'lzw' }).toBuffer();
  const half = (file: Buffer) => file.subarray(0, file.length / 2);
  const files: [string, Uint8Array, Fate][] = [
    ['half.jpg', half(jpeg), ['failed', 'truncated']],
    ['half.png', half(png), ['failed', 'truncated']],
    ['half.webp', half(webp), ['failed', 'truncated']],
    ['half.gif', half(gif), ['failed', 'truncated']],
    ['half.tif', half(tiff), ['failed', 'truncated']],
    ['half.ppm', Buffer.concat([strToU8('P6 100 100 255\n'), Buffer.alloc(500)]), ['failed', 'truncated']],
    ['in-its-exif.jpg', jpeg.subarray(0, 100), ['failed', 'truncated']],
    ['signature.png', png.subarray(0, 8), ['failed', 'truncated']],
    ['zeroed.png', zeroed(png), ['failed', 'corrupt']],
    ['flipped-bit.png', flipped(png), ['failed', 'corrupt']],
    ['bomb.png', pngOf(60_000, 60_000), ['failed', 'too-large']],
    ['bomb.jpg', jpegOf(jpeg, 65_500), ['failed', 'too-large']],
    ['beyond-the-format.png', pngOf(0xffff_ffff, 9), ['failed', 'corrupt']],
    ['no-width.png', pngOf(0, 9), ['failed', 'corrupt']],
    ['empty.jpg', Buffer.alloc(0), ['failed', 'empty-file']],
    ['empty-labels.txt', Buffer.alloc(0), ['skipped', 'not-an-image']],
    ['text.jpg', strToU8('This is no picture.'), ['skipped', 'not-an-image']],
    ['zeros.jpg', Buffer.alloc(5000), ['skipped', 'not-an-image']],
    ['page.svg', strToU8('<svg xmlns="http://www.w3.org/2000/svg" width="9"><g></svg>'), ['failed', 'corrupt']],
    ['tall.svg', strToU8('<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1e6"/>'), ['failed', 'too-large']],
  ];
  const zips: [string, Uint8Array, string, Fate][] = [
    ['cut.zip', zipSync({ 'a.png': png }).subarray(0, 4000), 'cut.zip', ['failed', 'unreadable-archive']],
    ['climbs.zip', zipSync({ '../up.png': png }), '../up.png', ['failed', 'unsafe-path']],
    ['bomb.zip', zipSync({ 'z.png': Buffer.alloc(20e6) }, { level: 9 }), 'z.png', ['failed', 'archive-limit']],
  ];
  const fates = new Map<string, Fate>();
  for (const [name, bytes, fate] of files) {
    write(join(folder, name), bytes);
    fates.set(`hostile/${name}`, fate);
  }
  for (const [name, bytes, row, fate] of zips) {
    write(join(folder, name), bytes);
    fates.set(name === row ? `hostile/${name}` : row, fate);
  }
  return fates;
}

function write(path: string, bytes: Uint8Array): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, bytes);
}

function zeroed(file: Buffer): Buffer {
  return Buffer.from(file).fill(0, file.length / 2, file.length / 2 + 200);
}

function flipped(file: Buffer): Buffer {
  const copy = Buffer.from(file);
  copy[copy.length >> 1]! ^= 1;
  return copy;
}

/** A PNG that says it is so large, with next to nothing in it; all sums are right. */
export function pngOf(width: number, height: number): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(Buffer.alloc(1000))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

/** The JPEG with another size in its frame header. */
function jpegOf(file: Buffer, side: number): Buffer {
  const copy = Buffer.from(file);
  const at = copy.indexOf(Buffer.from([0xff, 0xc0, 0x00, 0x11]));
  copy.writeUInt16BE(side, at + 5);
  copy.writeUInt16BE(side, at + 7);
  return copy;
}
