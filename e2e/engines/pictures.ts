import { join } from 'node:path';
import sharp, { type Sharp } from 'sharp';

/** A soft gradient with a disc and some noise: 8 bits, RGBA. */
function pixels(width: number, height: number): Sharp {
  const bytes = Buffer.alloc(width * height * 4);
  let drawn = 12345;
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      drawn = (Math.imul(drawn, 1103515245) + 12345) >>> 0;
      const isDisc = (x - width * 0.6) ** 2 + (y - height * 0.4) ** 2 < (width * 0.2) ** 2;
      const at = (y * width + x) * 4;
      bytes[at] = isDisc ? 230 : (x * 255) / width;
      bytes[at + 1] = (y * 255) / height;
      bytes[at + 2] = drawn >>> 24;
      bytes[at + 3] = isDisc ? 255 : 64 + (x * 191) / width;
    }
  return sharp(bytes, { raw: { width, height, channels: 4 } });
}

/** One picture of each kind that decoders treat in their own way, of odd sides, in `folder`. @returns their paths. */
export async function everyKind(folder: string): Promise<string[]> {
  const rgba = pixels(219, 163);
  const rgb = rgba.clone().removeAlpha();
  const large = pixels(1201, 803).removeAlpha();
  const kinds: Readonly<Record<string, Sharp>> = {
    'rgb-420.jpg': rgb.clone().jpeg({ quality: 85 }),
    'rgb-444.jpg': rgb.clone().jpeg({ quality: 95, chromaSubsampling: '4:4:4' }),
    'progressive.jpg': rgb.clone().jpeg({ progressive: true }),
    'grey.jpg': rgb.clone().toColourspace('b-w').jpeg(),
    'cmyk.jpg': rgb.clone().toColourspace('cmyk').jpeg(),
    'turned.jpg': rgb.clone().withMetadata({ orientation: 6 }).jpeg(),
    // Large enough to be shrunk while it is decoded.
    'large.jpg': large.clone().jpeg(),
    'rgba.png': rgba.clone().png(),
    'palette.png': rgb.clone().png({ palette: true, colours: 32 }),
    'grey-16.png': rgb.clone().toColourspace('grey16').png(),
    'rgb-16.png': rgb.clone().toColourspace('rgb16').png(),
    'lossy.webp': rgba.clone().webp({ quality: 80 }),
    'lossless.webp': rgba.clone().webp({ lossless: true }),
    'large.webp': large.clone().webp(),
    'some.gif': rgba.clone().gif(),
    'lzw.tif': rgb.clone().tiff({ compression: 'lzw' }),
    'deflate.tif': rgba.clone().tiff({ compression: 'deflate' }),
  };
  return Promise.all(
    Object.entries(kinds).map(async ([name, image]) => {
      await image.toFile(join(folder, name));
      return join(folder, name);
    }),
  );
}
