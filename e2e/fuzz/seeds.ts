import { strToU8, zipSync } from 'fflate';
import sharp, { type Sharp } from 'sharp';

/** A good file, of which damaged copies are made. Its extension says how the page takes it: a zip is opened. */
export interface Seed {
  readonly name: string;
  readonly bytes: Buffer;
}

const width = 40;
const height = 30;

/** Enough in it that no part of a file is a long run of one byte. */
function drawn(channels: 1 | 3 | 4 = 3): Sharp {
  const bytes = Buffer.alloc(width * height * channels);
  for (let at = 0; at < bytes.length; at++) bytes[at] = (at * 2654435761) >>> (24 - (at % 5));
  return sharp(bytes, { raw: { width, height, channels } });
}

/** One line for each kind of file; what joins here is mutated with the others. */
const makers: Readonly<Record<string, () => Promise<Uint8Array> | Uint8Array>> = {
  'baseline.jpg': () => drawn().jpeg({ quality: 80 }).toBuffer(),
  'progressive.jpg': () => drawn().jpeg({ progressive: true, chromaSubsampling: '4:4:4' }).toBuffer(),
  'turned.jpg': () => drawn().withMetadata({ orientation: 6 }).jpeg().toBuffer(),
  'profile.jpg': () =>
    drawn()
      .withIccProfile('p3')
      .withExif({ IFD0: { Copyright: 'x' } })
      .jpeg()
      .toBuffer(),
  'grey.jpg': () => drawn(1).toColourspace('b-w').jpeg().toBuffer(),
  'cmyk.jpg': () => drawn().toColourspace('cmyk').jpeg().toBuffer(),
  'true.png': () => drawn(4).png().toBuffer(),
  'deep.png': () => drawn().toColourspace('rgb16').png().toBuffer(),
  'palette.png': () => drawn().png({ palette: true, colours: 16 }).toBuffer(),
  'interlaced.png': () => drawn().png({ progressive: true }).toBuffer(),
  'lossy.webp': () => drawn(4).webp({ quality: 60 }).toBuffer(),
  'lossless.webp': () => drawn().webp({ lossless: true }).toBuffer(),
  'one.gif': () => drawn().gif().toBuffer(),
  'lzw.tif': () => drawn().tiff({ compression: 'lzw' }).toBuffer(),
  'plain.tif': () => drawn(1).tiff({ compression: 'none' }).toBuffer(),
  'jpeg.tif': () => drawn().tiff({ compression: 'jpeg', tile: true, tileWidth: 16, tileHeight: 16 }).toBuffer(),
  'pixels.ppm': async () => Buffer.concat([strToU8(`P6\n${width} ${height}\n255\n`), await drawn().raw().toBuffer()]),
  'flat.hdr': () =>
    Buffer.concat([
      strToU8(`#?RADIANCE\nFORMAT=32-bit_rle_rgbe\n\n-Y ${height} +X ${width}\n`),
      Buffer.alloc(width * height * 4, 0x81),
    ]),
  'still.avif': () => drawn().avif({ effort: 0 }).toBuffer(),
  'stored.zip': async () => zipSync({ 'a/b.png': await drawn().png().toBuffer(), 'c.jpg': await drawn().jpeg().toBuffer() }, { level: 0 }), // prettier-ignore
  'deflated.zip': async () => zipSync({ 'x/y.ppm': await drawn(1).toFormat('png').toBuffer(), 'z.txt': strToU8('z'.repeat(999)) }), // prettier-ignore
};

export async function seeds(): Promise<Seed[]> {
  return Promise.all(Object.entries(makers).map(async ([name, make]) => ({ name, bytes: Buffer.from(await make()) })));
}
