import { beforeAll, describe, expect, it } from 'vitest';
import { readHeader } from '../core/header/read';
import { corpusFiles, noCorpus } from './testing/corpus';
import { difference } from './testing/difference';
import { nodeVips } from './testing/node-vips';
import { decoded } from './testing/raster';
import { output, processed } from './testing/run';
import type { VipsLibrary } from './vips';

let vips: VipsLibrary;
beforeAll(async () => {
  vips = await nodeVips();
});

const photographs = corpusFiles('photos');
const resize = { op: 'resize', width: 640, height: 640 };

describe.skipIf(noCorpus)('a photograph of camera size, to 640 px inside (needs the corpus)', () => {
  it('is one of seventeen', () => {
    expect(photographs).toHaveLength(17);
  });

  it.each(photographs)('$path is done, in the size that its ratio asks for', async ({ read }) => {
    const bytes = read();
    const worked = await processed(vips, bytes, { steps: [resize] });
    const { header } = readHeader(bytes);
    const { width = 0, height = 0 } = header ?? {};
    const scale = 640 / Math.max(width, height);
    expect(worked).toMatchObject({ status: 'done', decoder: 'exact', reader: 'libvips', width, height, notes: [] });
    const [first] = worked.status === 'done' ? worked.outputs : [];
    expect(first).toMatchObject({
      width: Math.round(width * scale),
      height: Math.round(height * scale),
      format: 'jpeg',
    });
    expect(readHeader(new Uint8Array(first?.bytes ?? [])).header).toMatchObject({
      width: first?.width,
      height: first?.height,
      orientation: header?.orientation,
      complete: true,
    });
    const { total = 0, decode = 0, encode = 0 } = worked.ms ?? {};
    expect(decode + encode).toBeCloseTo(total, 6);
  });

  it('looks the same whether decoding shrinks or not', async () => {
    for (const { path, read } of photographs.slice(0, 4)) {
      const way = async (decode: string) => {
        const parts = { steps: [resize], decode, output: { format: 'png', compression: 1 } };
        return decoded(vips, new Uint8Array((await output(vips, read(), parts)).bytes));
      };
      expect(difference(await way('exact'), await way('full')).mean, path).toBeLessThan(1.5);
    }
  });
});
