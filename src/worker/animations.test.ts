import { beforeAll, describe, expect, it } from 'vitest';
import { avifSequence } from './testing/avif-sequence';
import { nodeVips } from './testing/node-vips';
import { drawn, imageOf } from './testing/raster';
import { processed } from './testing/run';
import type { VipsLibrary } from './vips';

let vips: VipsLibrary;
beforeAll(async () => {
  vips = await nodeVips(['heif', 'jxl']);
});

const [width, height] = [16, 8];
const greys = [20, 80, 140] as const;
const pace = { delays: [50, 120, 300], loop: 3 };

type Animated = 'gif' | 'webp' | 'avif' | 'jxl' | 'tiff';

/** Three frames, each of one grey. */
function animation(format: Animated): Uint8Array {
  if (format === 'avif') return avifSequence(greys.map(still), { width, height, ...pace });
  const roll = imageOf(
    vips,
    drawn({ width, height: 3 * height, bands: 3, depth: 8 }, (_, y) => greys[Math.floor(y / height)]!),
  );
  try {
    roll.setInt('page-height', height);
    roll.setArrayInt('delay', pace.delays);
    roll.setInt('loop', pace.loop);
    switch (format) {
      case 'gif':
        return roll.gifsaveBuffer();
      case 'webp':
        return roll.webpsaveBuffer({ lossless: true });
      case 'jxl':
        return roll.jxlsaveBuffer({ lossless: true, effort: 1 });
      case 'tiff':
        return roll.tiffsaveBuffer({ compression: 'none' });
    }
  } finally {
    roll.delete();
  }
}

function still(grey: number): Uint8Array {
  const image = imageOf(
    vips,
    drawn({ width, height, bands: 3, depth: 8 }, () => grey),
  );
  try {
    return image.heifsaveBuffer({ compression: 'av1', Q: 90, effort: 0, keep: 'none' });
  } finally {
    image.delete();
  }
}

/** What the one output of an animation is, by libvips. */
async function written(file: Uint8Array, format: string, input: object = {}) {
  const worked = await processed(vips, file, {
    input: { ...input },
    output: { format, animated: true, lossless: true },
  });
  if (worked.status !== 'done') throw new Error(worked.detail);
  const back = vips.Image.newFromBuffer(new Uint8Array(worked.outputs[0]!.bytes), '[n=-1]');
  try {
    const pages = back.getInt('n-pages');
    const rows = Array.from({ length: pages }, (_, page) => back.getpoint(0, page * height)[0]!);
    return { delays: [...listed(back.getArrayInt('delay'))], loop: back.getInt('loop'), rows, notes: worked.notes };
  } finally {
    back.delete();
  }
}

/** By embind, a list or a vector. */
function listed(list: unknown): number[] {
  if (Array.isArray(list)) return list as number[]; // Of libvips' whole numbers.
  const vector = list as { size(): number; get(index: number): number };
  return Array.from({ length: vector.size() }, (_, i) => vector.get(i));
}

describe.each(['gif', 'webp'])('written as an animated %s', (format) => {
  it.each(['gif', 'webp', 'avif', 'jxl'] as const)(
    'a %s keeps how long each frame is shown, and how often all are',
    async (from) => {
      const { delays, loop, rows, notes } = await written(animation(from), format);
      expect({ delays, loop }).toEqual(pace);
      for (const [i, grey] of greys.entries()) expect(Math.abs(rows[i]! - grey)).toBeLessThan(3);
      expect(notes.filter(({ code }) => code === 'pace-assumed')).toEqual([]);
    },
  );

  it.each(['gif', 'webp', 'avif', 'jxl'] as const)(
    'every second frame of a %s stays for those left out',
    async (from) => {
      const { delays, loop } = await written(animation(from), format, { frames: { every: 2 } });
      expect({ delays, loop }).toEqual({ delays: [170, 300], loop: 3 });
    },
  );

  it('pages of a TIFF, which have no times, say so', async () => {
    const { delays, loop, notes } = await written(animation('tiff'), format);
    expect({ delays, loop }).toEqual({ delays: [100, 100, 100], loop: 0 });
    expect(notes).toContainEqual({
      code: 'pace-assumed',
      detail: 'The TIFF file does not say how long its pictures are shown: it is 100 ms each, for ever.',
    });
  });
});
