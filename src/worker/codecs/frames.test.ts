import { beforeAll, describe, expect, it } from 'vitest';
import { nodeVips } from '../testing/node-vips';
import { decoded, drawn, imageOf, rasterOf } from '../testing/raster';
import { processed } from '../testing/run';
import type { VipsLibrary } from '../vips';

let vips: VipsLibrary;
beforeAll(async () => {
  vips = await nodeVips();
});

describe('frames', () => {
  /** Three of 6 × 4 px, each of one grey. */
  const animation = (format: 'gif' | 'webp' | 'tiff') => {
    const roll = imageOf(
      vips,
      drawn({ width: 6, height: 12, bands: 3, depth: 8 }, (_, y) => 60 * Math.floor(y / 4) + 20),
    );
    roll.setInt('page-height', 4);
    roll.setArrayInt('delay', [50, 100, 150]);
    roll.setInt('loop', 0);
    const file =
      format === 'gif'
        ? roll.gifsaveBuffer({ keep_duplicate_frames: true })
        : format === 'webp'
          ? roll.webpsaveBuffer({ lossless: true })
          : roll.tiffsaveBuffer({ compression: 'none' });
    roll.delete();
    return file;
  };
  const framesOf = async (format: 'gif' | 'webp' | 'tiff', frames: unknown) => {
    const worked = await processed(vips, animation(format), { input: { frames }, output: { format: 'png' } });
    const outputs = worked.status === 'done' ? worked.outputs : [];
    return outputs.map(({ suffix, bytes, height }) => [suffix, height, decoded(vips, new Uint8Array(bytes)).data[0]]);
  };

  it.each(['gif', 'webp', 'tiff'] as const)('of a %s are the first, all, or every so many', async (format) => {
    expect(await framesOf(format, 'first')).toEqual([['', 4, 20]]);
    expect(await framesOf(format, 'all')).toEqual([
      ['-f0', 4, 20],
      ['-f1', 4, 80],
      ['-f2', 4, 140],
    ]);
    expect(await framesOf(format, { every: 2 })).toEqual([
      ['-f0', 4, 20],
      ['-f2', 4, 140],
    ]);
  });

  it.each(['gif', 'webp'] as const)(
    'stay an animation as %s where that is asked for, each through the steps',
    async (format) => {
      const worked = await processed(vips, animation('gif'), {
        steps: [{ op: 'resize', width: 3, height: 2, kernel: 'nearest' }],
        output: { format, animated: true, lossless: true },
      });
      const [file, ...others] = worked.status === 'done' ? worked.outputs : [];
      expect([file, others]).toMatchObject([{ width: 3, height: 2, suffix: '' }, []]);
      const back = vips.Image.newFromBuffer(new Uint8Array(file!.bytes), '[n=-1]');
      expect([back.width, back.height, back.getInt('n-pages'), back.getInt('page-height')]).toEqual([3, 6, 3, 2]);
      const { data } = rasterOf(back);
      const bands = data.length / 18;
      expect([0, 1, 2].map((i) => data[i * 6 * bands])).toEqual([20, 80, 140]);
      back.delete();
    },
  );

  it('together are held against the limit of pixels', async () => {
    const bounds = { maxPixels: 60, maxPages: 10 };
    const parts = { input: { frames: 'all' }, output: { format: 'png' } };
    expect(await processed(vips, animation('gif'), parts, bounds)).toMatchObject({ code: 'too-large' });
    expect(await processed(vips, animation('gif'), { output: { format: 'png' } }, bounds)).toMatchObject({
      status: 'done',
    });
  });
});
