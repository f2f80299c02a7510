import { beforeAll, describe, expect, it } from 'vitest';
import { fillOf } from '../core/operations/fill';
import { inChannels, type Channels } from './channels';
import type { Kernels } from './kernels';
import { nodeKernels } from './testing/node-kernels';
import { nodeVips } from './testing/node-vips';
import { noise } from './testing/pictures';
import { decoded, pngOf } from './testing/raster';
import { output } from './testing/run';
import type { VipsLibrary } from './vips';

let kernels: Kernels;
let vips: VipsLibrary;
beforeAll(async () => {
  [kernels, vips] = await Promise.all([nodeKernels(), nodeVips()]);
});

const bandsOf = { grey: 1, rgb: 3, rgba: 4 } as const;
const all = ['grey', 'rgb', 'rgba'] as const;
const changes = all.flatMap((from) => all.filter((to) => to !== from).map((to) => [from, to] as const));

function converted(from: Channels, to: Channels): { source: ReturnType<typeof noise>; data: Uint8Array } {
  const source = noise(61, 43, bandsOf[from]);
  const mark = kernels.mark();
  try {
    const at = kernels.alloc(source.data.length);
    kernels.bytes(at, source.data.length).set(source.data as Uint8Array); // Eight bits are asked for.
    const { width, height } = source;
    const pixels = { kind: 'packed', layout: from, at, stride: width * bandsOf[from], width, height } as const;
    const made = inChannels(kernels, pixels, to, fillOf('#ff8000'));
    return { source, data: kernels.bytes(made.at, width * height * bandsOf[to]).slice() };
  } finally {
    kernels.release(mark);
  }
}

describe('channels', () => {
  it.each(changes)('%s become %s as by libvips, to a level', async (from, to) => {
    const { source, data } = converted(from, to);
    const { bytes } = await output(vips, pngOf(vips, source), {
      output: { format: 'png', channels: to, background: '#ff8000' },
    });
    const expected = decoded(vips, new Uint8Array(bytes));
    expect(expected.bands).toBe(bandsOf[to]);
    const most = data.reduce((worst, value, i) => Math.max(worst, Math.abs(value - expected.data[i]!)), 0);
    expect(most).toBeLessThanOrEqual(1);
    expect(data.length).toBe(expected.data.length);
  });

  it('that are there already are the pixels themselves', () => {
    const { source, data } = converted('rgb', 'rgb');
    expect(Buffer.from(data).equals(Buffer.from(source.data as Uint8Array))).toBe(true);
  });
});
