import { beforeAll, describe, expect, it } from 'vitest';
import { timesDrawn } from './testing/draws';
import { watchHandles } from './testing/handles';
import { nodeVips } from './testing/node-vips';
import { noise } from './testing/pictures';
import { imageOf, pngOf } from './testing/raster';
import { libvipsAlone, limits, processed, type RecipeParts } from './testing/run';
import { pictureOf } from './show';
import type { VipsLibrary } from './vips';

let vips: VipsLibrary;
let handles: ReturnType<typeof watchHandles>;
beforeAll(async () => {
  vips = await nodeVips();
  handles = watchHandles(vips);
});

const every: RecipeParts = {
  steps: [
    { op: 'auto-orient' },
    { op: 'resize', width: 60, height: 50, fit: 'contain', enlarge: true, fill: '#00ff0080' },
    { op: 'crop', width: 40, height: 44 },
    { op: 'pad', left: 3, fill: '#ff0000' },
    { op: 'pad', top: 3, edge: 'reflect' },
    { op: 'flip', axis: 'vertical' },
    { op: 'rotate', angle: 270 },
    { op: 'rotate', angle: 12, fill: '#00ff0080' },
    { op: 'perspective', edge: 'reflect' },
    { op: 'elastic' },
    { op: 'affine', angle: 5, kernel: 'nearest', edge: 'replicate' },
    { op: 'grayscale' },
    { op: 'letterbox', width: 32, height: 32, fill: '#ff8000' },
  ],
};

const runs: readonly (readonly [string, RecipeParts])[] = [
  ['every operation, to JPEG', every],
  ['every operation, to a PNG of all metadata', { ...every, output: { format: 'png', keep: 'all', channels: 'rgba' } }],
  ['nothing, to WebP', { output: { format: 'webp', channels: 'grey' } }],
  ['a step that fails', { steps: [{ op: 'crop', width: 5, height: 5, left: 5000, top: 0 }] }],
  ['an output that is too large for its format', { steps: [{ op: 'pad', left: 20_000 }], output: { format: 'webp' } }],
];

describe('every handle into wasm memory is freed', () => {
  it('as the watch itself would tell', () => {
    const before = handles.live();
    const image = vips.Image.newFromBuffer(pngOf(vips, noise(3, 3)));
    expect(handles.live()).toBe(before + 1);
    const copy = image.copy();
    expect(handles.live()).toBe(before + 2);
    copy.delete();
    image.delete();
    expect(handles.live()).toBe(before);
  });

  it.each(runs)('by %s', async (_, parts) => {
    const files = inputs();
    const before = handles.live();
    for (const file of files) await processed(vips, file, parts);
    expect(handles.live()).toBe(before);
  });

  it('by thumbnails, of damaged files too', async () => {
    const files = inputs();
    const before = handles.live();
    for (const file of files) {
      try {
        await pictureOf(libvipsAlone(vips), file, { maxPx: 32, limits });
      } catch {
        // A file with nothing to show: what matters is what it leaves behind.
      }
    }
    expect(handles.live()).toBe(before);
  });

  it('and libvips holds nothing after fifty images', async () => {
    const [file = new Uint8Array()] = inputs();
    for (let i = 0; i < timesDrawn(50); i++) await processed(vips, file, every);
    const { Stats } = vips;
    const held = () => ({ bytes: Stats.mem(), allocations: Stats.allocations(), files: Stats.files() });
    // Threads that ran ahead of the last image let go a moment later.
    await expect.poll(held, { timeout: 30_000 }).toEqual({ bytes: 0, allocations: 0, files: 0 });
  });
});

/** Good ones of several kinds, one with alpha, one cut short, one damaged. */
function inputs(): Uint8Array[] {
  const colour = imageOf(vips, noise(80, 70));
  colour.setInt('orientation', 6);
  const jpeg = colour.jpegsaveBuffer({ Q: 90 });
  const webp = colour.webpsaveBuffer({ Q: 90 });
  colour.delete();
  const damaged = jpeg.slice();
  damaged.fill(0xff, 20, 200);
  return [
    jpeg,
    webp,
    pngOf(vips, noise(50, 40, 4, 16)),
    pngOf(vips, noise(50, 40, 1)),
    pngOf(vips, noise(50, 40, 2)),
    jpeg.slice(0, jpeg.length / 2),
    damaged,
    Uint8Array.of(1, 2, 3),
  ];
}
