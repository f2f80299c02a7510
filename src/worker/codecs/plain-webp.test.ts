import sharp from 'sharp';
import { expect, test } from 'vitest';
import { plainWebp } from './plain-webp';

const noise = Uint8Array.from({ length: 33 * 21 * 4 }, (_, i) => (i * 73) % 251);

function webp(channels: 3 | 4, icc: boolean) {
  const image = sharp(noise.subarray(0, 33 * 21 * channels), { raw: { width: 33, height: 21, channels } });
  return (icc ? image.withIccProfile('srgb') : image).webp({ quality: 80 }).toBuffer();
}

test.each([3, 4] as const)(
  'a profile is taken out of a WebP of %i bands, and what is left is as if it had never been',
  async (bands) => {
    const [tagged, plain] = await Promise.all([webp(bands, true), webp(bands, false)]);
    expect((await sharp(tagged).metadata()).icc).toBeDefined();
    const made = plainWebp(Uint8Array.from(tagged));
    expect(Buffer.from(made).equals(plain)).toBe(true);
  },
);

test('what has no profile is not copied', async () => {
  const file = Uint8Array.from(await webp(3, false));
  expect(plainWebp(file)).toBe(file);
});
