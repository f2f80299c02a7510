import { beforeAll, describe, expect, it } from 'vitest';
import { readHeader } from '../../core/header/read';
import { difference } from '../testing/difference';
import { nodeVips } from '../testing/node-vips';
import { noise, scenery } from '../testing/pictures';
import { radianceOf } from '../testing/rare-files';
import { at, decoded, drawn, pngOf, type Raster } from '../testing/raster';
import { output, processed } from '../testing/run';
import { lightOf } from '../testing/valid-files';
import type { VipsLibrary } from '../vips';

let vips: VipsLibrary;
beforeAll(async () => {
  vips = await nodeVips();
});

const picture = scenery(120, 90);

async function written(from: Raster, options: Readonly<Record<string, unknown>>): Promise<Uint8Array> {
  return new Uint8Array((await output(vips, pngOf(vips, from), { output: options })).bytes);
}

describe('JPEG', () => {
  it('has the quality of 90 when none is given', async () => {
    const given = await written(picture, { format: 'jpeg', quality: 90 });
    expect(Buffer.from(await written(picture, { format: 'jpeg' })).equals(given)).toBe(true);
  });

  it('of a grey image has one component', async () => {
    expect(readHeader(await written(noise(20, 10, 1), { format: 'jpeg' })).header).toMatchObject({ bands: 1 });
  });
});

describe('WebP', () => {
  it('keeps alpha', async () => {
    const bytes = await written(noise(20, 10, 4), { format: 'webp', lossless: true });
    expect(readHeader(bytes).header).toMatchObject({ bands: 4, alpha: true });
  });
});

describe('channels', () => {
  const from = [1, 2, 3, 4].map((bands) => noise(12, 8, bands));

  it.each([
    ['keep', [1, 2, 3, 4]],
    ['grey', [1, 1, 1, 1]],
    ['rgb', [3, 3, 3, 3]],
    ['rgba', [4, 4, 4, 4]],
  ] as const)('%s makes of 1, 2, 3 and 4 bands: %j', async (channels, bands) => {
    for (const [i, raster] of from.entries()) {
      const bytes = await written(raster, { format: 'png', channels });
      expect(decoded(vips, bytes).bands).toBe(bands[i]);
    }
  });

  it('repeats a grey image’s samples in each colour, and makes it opaque', async () => {
    const [grey] = from;
    if (!grey) throw new Error('Expected a grey picture.');
    const wanted = drawn({ ...grey, bands: 4 }, (x, y, band) => (band === 3 ? 255 : at(grey, x, y)));
    expect(decoded(vips, await written(grey, { format: 'png', channels: 'rgba' }))).toEqual(wanted);
  });
});

describe('the background', () => {
  /** Alpha laid over a colour: `alpha · colour + (1 − alpha) · background`, in the picture's own numbers. */
  function over(raster: Raster, background: readonly number[]): Raster {
    const last = raster.bands - 1;
    const most = raster.depth === 8 ? 255 : 65535;
    return drawn({ ...raster, bands: last }, (x, y, band) => {
      const alpha = at(raster, x, y, last) / most;
      return alpha * at(raster, x, y, band) + (1 - alpha) * ((background[band] ?? 0) / 255) * most;
    });
  }

  it.each([8, 16] as const)('lies behind what is transparent, of %i bits', async (depth) => {
    const raster = scenery(30, 20, 4, depth);
    const bytes = await written(raster, { format: 'png', channels: 'rgb', background: '#ff8000' });
    const apart = difference(decoded(vips, bytes), over(raster, [255, 128, 0]), 1.01);
    expect(apart.share).toBe(1);
  });

  it('is white in a JPEG when none is given', async () => {
    const clear = drawn({ width: 16, height: 16, bands: 4, depth: 8 }, () => 0);
    const result = decoded(vips, await written(clear, { format: 'jpeg' }));
    expect(new Set(result.data)).toEqual(new Set([255]));
  });

  it('of a colour makes a grey image coloured where alpha falls away', async () => {
    const raster = scenery(16, 16, 2);
    const bytes = await written(raster, { format: 'jpeg', quality: 100, subsampling: '4:4:4', background: '#ff0000' });
    const result = decoded(vips, bytes);
    expect(result.bands).toBe(3);
    // The first row is wholly clear.
    expect(at(result, 8, 0, 0)).toBeGreaterThan(245);
    expect(at(result, 8, 0, 1)).toBeLessThan(10);
  });

  it('of grey leaves a grey image grey', async () => {
    expect(decoded(vips, await written(scenery(16, 16, 2), { format: 'jpeg', background: '#808080' })).bands).toBe(1);
  });
});

describe('what is changed unasked is told', () => {
  it('`format-changed` where `same` meets a format that cannot be written', async () => {
    const file = radianceOf(picture, (x, y, band) => lightOf(picture, x, y, band));
    const worked = await processed(vips, file, { output: { format: 'same' } });
    expect(worked).toMatchObject({
      status: 'done',
      notes: [
        { code: 'format-changed', detail: 'Radiance HDR cannot be written, so this is a PNG.' },
        { code: 'depth-reduced', detail: 'PNG is written with 16 bits a sample; there were floats.' },
      ],
      outputs: [{ format: 'png', extension: 'png' }],
    });
  });

  it.each(['jpeg', 'png', 'webp'])('nothing where `same` writes %s again', async (format) => {
    const file = await written(picture, { format });
    const worked = await processed(vips, file, { output: { format: 'same' } });
    expect(worked).toMatchObject({ status: 'done', notes: [], outputs: [{ format }] });
  });

  it.each(['jpeg', 'webp'])('`depth-reduced` where 16 bits become 8 in %s, and the picture stays', async (format) => {
    const deep = scenery(40, 30, 3, 16);
    const worked = await processed(vips, pngOf(vips, deep), {
      output: { format, quality: 100, subsampling: '4:4:4', lossless: true },
    });
    expect(worked).toMatchObject({ notes: [{ code: 'depth-reduced' }] });
    const [first] = worked.status === 'done' ? worked.outputs : [];
    const wanted = drawn({ ...deep, depth: 8 }, (x, y, band) => at(deep, x, y, band) / 257);
    expect(difference(decoded(vips, new Uint8Array(first?.bytes ?? [])), wanted).mean).toBeLessThan(1.5);
  });

  it('nothing where 16 bits stay 16 in a PNG', async () => {
    const worked = await processed(vips, pngOf(vips, scenery(40, 30, 3, 16)), { output: { format: 'png' } });
    expect(worked).toMatchObject({ notes: [] });
  });
});

it('a side that the format cannot hold fails the item with `step-failed` and says so', async () => {
  const steps = [{ op: 'pad', left: 16_384 }];
  const worked = await processed(vips, pngOf(vips, noise(2, 2)), { steps, output: { format: 'webp' } });
  expect(worked).toMatchObject({ status: 'failed', code: 'step-failed' });
  expect(worked).toHaveProperty('detail', expect.stringContaining('WebP holds sides of up to 16383 px'));
});

it('the same file and recipe give the same bytes again', async () => {
  for (const format of ['jpeg', 'png', 'webp']) {
    const once = await written(picture, { format });
    expect(Buffer.from(await written(picture, { format })).equals(once)).toBe(true);
  }
});
