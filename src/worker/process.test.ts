import { beforeAll, describe, expect, it } from 'vitest';
import { corpusFile, noCorpus } from './testing/corpus';
import { nodeVips } from './testing/node-vips';
import { noise, scenery } from './testing/pictures';
import { decoded, imageOf, pngOf } from './testing/raster';
import { limits, output, processed } from './testing/run';
import type { VipsLibrary } from './vips';

let vips: VipsLibrary;
beforeAll(async () => {
  vips = await nodeVips();
});

describe('`format: copy`', () => {
  it('passes the file’s bytes as they are, and decodes nothing', async () => {
    const file = jpeg(90, 60);
    const worked = await processed(vips, file.slice(), { output: { format: 'copy' } });
    expect(worked).toMatchObject({ status: 'done', decoder: null, reader: null, engine: null, writer: null });
    const [first] = worked.status === 'done' ? worked.outputs : [];
    expect(first).toMatchObject({ width: 90, height: 60, format: 'jpeg', extension: 'jpg', suffix: '' });
    expect(Buffer.from(first?.bytes ?? new ArrayBuffer(0)).equals(file)).toBe(true);
  });

  it('passes the bytes of a view alone, not of the buffer behind it', async () => {
    const file = jpeg(9, 6);
    const larger = new Uint8Array(file.length + 100);
    larger.set(file, 50);
    const view = larger.subarray(50, 50 + file.length);
    const { bytes } = await output(vips, view, { output: { format: 'copy' } });
    expect(Buffer.from(bytes).equals(file)).toBe(true);
  });

  it('still leaves aside what is no image, and holds it against the limits', async () => {
    const text = new TextEncoder().encode('no image at all, just words');
    expect(await processed(vips, text, { output: { format: 'copy' } })).toMatchObject({ code: 'not-an-image' });
    const small = { ...limits, maxPixels: 100 };
    expect(await processed(vips, jpeg(90, 60), { output: { format: 'copy' } }, small)).toMatchObject({
      code: 'too-large',
    });
  });
});

describe('a file that was cut short', () => {
  const cut = (file: Uint8Array, part: number) => file.slice(0, Math.floor(file.length * part));
  const files = () => [jpeg(200, 150), pngOf(vips, noise(200, 150)), webp(200, 150)];

  it('fails with `truncated`, a sentence, and its size from the header', async () => {
    for (const file of files()) {
      const worked = await processed(vips, cut(file, 0.6), { steps: [{ op: 'resize', width: 50 }] });
      expect(worked).toMatchObject({ status: 'failed', code: 'truncated', width: 200, height: 150 });
      expect(worked).toHaveProperty(
        'detail',
        expect.stringMatching(/file ends before its image does\. Get a complete/),
      );
    }
  });

  it('fails where the step reads anywhere too, and names the file and not the step', async () => {
    for (const file of files()) {
      const worked = await processed(vips, cut(file, 0.6), { steps: [{ op: 'rotate', angle: 90 }] });
      expect(worked).toMatchObject({ status: 'failed', code: 'truncated' });
    }
  });

  it('is done as far as it goes when the recipe keeps it', async () => {
    for (const file of files().slice(0, 2)) {
      const whole = decoded(vips, file);
      const { bytes } = await output(vips, cut(file, 0.6), { input: { truncated: 'keep' }, output: { format: 'png' } });
      const kept = decoded(vips, new Uint8Array(bytes));
      expect([kept.width, kept.height]).toEqual([200, 150]);
      const rows = 60 * 200 * 3;
      expect(Buffer.from(kept.data.slice(0, rows)).equals(Buffer.from(whole.data.slice(0, rows)))).toBe(true);
    }
  });
});

describe('limits', () => {
  it('are held by the header, before a pixel is decoded', async () => {
    // Sixty thousand pixels a side, and nothing behind the header: decoding could not even begin.
    const file = pngOf(vips, noise(1, 1));
    new DataView(file.buffer, file.byteOffset).setUint32(16, 60_000);
    new DataView(file.buffer, file.byteOffset).setUint32(20, 60_000);
    const worked = await processed(vips, file, {});
    expect(worked).toMatchObject({ status: 'failed', code: 'too-large', width: null, decoder: null });
    expect(worked).toHaveProperty('detail', expect.stringContaining('60000 × 60000 px; the limit is 200 megapixels'));
  });

  it('take an image of just as many pixels, and refuse one with more', async () => {
    const bounds = { ...limits, maxPixels: 90 * 60 };
    expect(await processed(vips, jpeg(90, 60), {}, bounds)).toMatchObject({ status: 'done' });
    const refused = await processed(vips, jpeg(90, 61), {}, bounds);
    expect(refused).toMatchObject({ code: 'too-large' });
    expect(refused).toHaveProperty('detail', expect.stringContaining('the limit is 0.0054 megapixels'));
  });

  it('hold what a step would make, too', async () => {
    const steps = [{ op: 'pad', left: 20_000, top: 20_000 }];
    const worked = await processed(vips, jpeg(90, 60), { steps });
    expect(worked).toMatchObject({ status: 'failed', code: 'too-large' });
    expect(worked).toHaveProperty('detail', expect.stringContaining('"Pad" would make 20090 × 20060 px'));
  });

  it('hold the pages of an animation', async () => {
    const strip = imageOf(vips, noise(8, 24, 4));
    strip.setInt('page-height', 8);
    const file = strip.webpsaveBuffer({ lossless: true });
    strip.delete();
    expect(await processed(vips, file, {}, { ...limits, maxPages: 2 })).toMatchObject({ code: 'too-large' });
    expect(await processed(vips, file, {}, { ...limits, maxPages: 3 })).toMatchObject({ status: 'done', height: 8 });
  });
});

describe('what is no readable image', () => {
  it.each([
    ['an empty file', new Uint8Array(), 'failed', 'empty-file'],
    ['text', new TextEncoder().encode('Lorem ipsum dolor sit amet.'), 'skipped', 'not-an-image'],
    ['an OpenEXR', exrHead(), 'failed', 'unsupported-format'],
    ['a BMP that ends behind its header', bmpHead(), 'failed', 'corrupt'],
    ['a PNG’s signature alone', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10), 'failed', 'truncated'],
  ])('%s is one outcome with its code', async (_, bytes, status, code) => {
    const worked = await processed(vips, bytes, {});
    expect(worked).toMatchObject({ status, code });
    expect(worked).toHaveProperty('detail', expect.stringMatching(/^[A-Z].*\.$/));
  });

  it('is told by content and never by name: a picture called .txt is done', async () => {
    expect(await processed(vips, jpeg(5, 5), {})).toMatchObject({ status: 'done', format: 'jpeg' });
  });
});

describe('formats that libvips reads', () => {
  it.each(['.gif', '.tif', '.ppm'])('%s is read, and becomes what the recipe says', async (suffix) => {
    const image = imageOf(vips, scenery(31, 17));
    const file = image.writeToBuffer(suffix);
    image.delete();
    const worked = await processed(vips, file, {
      steps: [{ op: 'flip', axis: 'vertical' }],
      output: { format: 'png' },
    });
    expect(worked).toMatchObject({ status: 'done', width: 31, height: 17, reader: 'libvips', notes: [] });
  });

  it.skipIf(noCorpus)('a CMYK JPEG becomes RGB (needs the corpus)', async () => {
    const { bytes } = await output(vips, corpusFile('decoders/jpeg/sharp/Channel_digital_image_CMYK_color.jpg'), {
      output: { format: 'png' },
    });
    expect(decoded(vips, new Uint8Array(bytes)).bands).toBe(3);
  });
});

function jpeg(width: number, height: number): Uint8Array {
  const image = imageOf(vips, noise(width, height));
  const bytes = image.jpegsaveBuffer({ Q: 90 });
  image.delete();
  return bytes;
}

function webp(width: number, height: number): Uint8Array {
  const image = imageOf(vips, noise(width, height));
  const bytes = image.webpsaveBuffer({ Q: 90 });
  image.delete();
  return bytes;
}

/** The magic number and the version. */
function exrHead(): Uint8Array {
  return Uint8Array.of(0x76, 0x2f, 0x31, 0x01, 2, 0, 0, 0, ...new Uint8Array(64));
}

function bmpHead(): Uint8Array {
  const bytes = new Uint8Array(64);
  bytes.set([0x42, 0x4d]);
  bytes[14] = 40;
  return bytes;
}
