import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { jpegHead } from '../codecs/jpeg-segments';
import { cameraExif, marker } from './camera-exif';
import { writeTags } from './exiftool';

const text = [`-XMP-dc:Creator=${marker} creator`, `-XMP-exif:GPSLatitude=52.52`, `-XMP-exif:GPSLongitude=13.41`];
const more: Readonly<Record<string, readonly string[]>> = {
  jpg: [`-IPTC:By-line=${marker} by-line`, `-Comment=${marker} comment`],
  tif: [`-IPTC:By-line=${marker} by-line`],
  png: [`-PNG:Comment=${marker} comment`, `-PNG:Author=${marker} author`],
  gif: [`-Comment=${marker} comment`],
};

/** Sides that no picture's default is; a turn of a quarter is told in EXIF where the format holds one. */
const [width, height] = [46, 32];

/** Pictures full of what should not leave with them, one of each format that sharp writes, by exiftool. */
export async function privateFiles(folder: string): Promise<readonly string[]> {
  const plain = sharp({ create: { width, height, channels: 3, noise: { type: 'gaussian', mean: 128, sigma: 40 }, background: '#808080' } }); // prettier-ignore
  const pixels = await plain.png().toBuffer();
  const thumbnail = await sharp(pixels).resize(16, 12).jpeg().toBuffer();
  const jpeg = await sharp(pixels).withIccProfile('p3').jpeg().toBuffer();
  const paths = ['jpg', 'png', 'webp', 'tif', 'avif', 'gif'].map((ending) => join(folder, `of-${ending}.${ending}`));
  const [first, png, webp, tif, avif, gif] = paths as [string, string, string, string, string, string]; // As above.
  const exif = cameraExif(6, thumbnail);
  writeFileSync(
    first,
    [jpegHead({ exif }), jpeg.subarray(2)].reduce((a, b) => Buffer.concat([a, b]), Buffer.alloc(0)),
  );
  await sharp(pixels).withIccProfile('p3').png().toFile(png);
  await sharp(pixels).withIccProfile('p3').webp().toFile(webp);
  await sharp(pixels).withIccProfile('p3').tiff().toFile(tif);
  await sharp(pixels).withIccProfile('p3').avif().toFile(avif);
  await sharp(pixels).gif().toFile(gif);
  writeTags(first, [png, webp, tif, avif], []);
  for (const path of paths) writeTags(null, [path], [...text, ...(more[path.split('.').at(-1)!] ?? [])]);
  return paths;
}
