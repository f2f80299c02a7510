import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { lumaOf } from '../bench/quality/luma';
import { ssim } from '../bench/quality/ssim';
import { make } from './drive';
import { drawnSubjects } from './fast-decode';

const steps = [{ op: 'resize', width: 700, height: 700 }];
const names = ['420.jpg', 'grey.jpg', 'turned.jpg', 'transparent.png', 'lossy.webp'];

async function chosen(): Promise<string[]> {
  const paths = (await drawnSubjects()).map(({ path }) => path);
  return names.map((name) => paths.find((path) => basename(path) === name)!);
}

/** Who wrote each file's output, and its bytes. */
async function written(inputs: readonly string[], output: object, encode: 'auto' | 'exact') {
  const recipe = { version: 1, steps, output: { format: 'webp', quality: 80, ...output }, encode };
  const { report, out } = await make([...inputs], { recipe });
  return new Map(
    report.items.map(({ path, writer, outputs }) => [
      path,
      { writer, bytes: readFileSync(join(out, outputs[0]!.path)) },
    ]),
  );
}

async function lumaIn(file: Buffer) {
  const { data, info } = await sharp(file)
    .removeAlpha()
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  return lumaOf(data, { width: info.width, height: info.height, channels: info.channels });
}

test('a canvas writes opaque WebP as libvips does: of its size, as near to the picture, and with nothing kept', async () => {
  const inputs = await chosen();
  const [auto, exact, whole] = await Promise.all([
    written(inputs, {}, 'auto'),
    written(inputs, {}, 'exact'),
    written(inputs, { lossless: true }, 'exact'),
  ]);
  for (const name of names) {
    const isOpaque = name !== 'transparent.png';
    expect([name, auto.get(name)!.writer, exact.get(name)!.writer]).toEqual([
      name,
      isOpaque ? 'browser' : 'libvips',
      'libvips',
    ]);
    const [one, other, truth] = [auto, exact, whole].map((made) => made.get(name)!.bytes);
    // Where there is a tag, libvips writes some fields more beside it.
    expect(Math.abs(one!.length - other!.length), `${name}: its size`).toBeLessThan(100 + 0.02 * other!.length);
    const reference = await lumaIn(truth!);
    const lost = ssim(await lumaIn(other!), reference) - ssim(await lumaIn(one!), reference);
    expect(lost, `${name}: what SSIM loses`).toBeLessThan(0.002);
    const { exif, icc, xmp, orientation, hasAlpha } = await sharp(one).metadata();
    expect({ icc, xmp, hasAlpha }, name).toEqual({ icc: undefined, xmp: undefined, hasAlpha: !isOpaque });
    expect([exif !== undefined, orientation ?? 1], name).toEqual(name === 'turned.jpg' ? [true, 6] : [false, 1]);
  }
});
