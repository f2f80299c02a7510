import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type Vips from 'wasm-vips';
import { headerOf } from '../../worker/codecs/decode';
import { nodeVips } from '../../worker/testing/node-vips';
import { scenery } from '../../worker/testing/pictures';
import { imageOf } from '../../worker/testing/raster';
import type { VipsLibrary } from '../../worker/vips';
import { readHeader } from './read';

let vips: VipsLibrary;
beforeAll(async () => {
  vips = await nodeVips();
});

type Write = (image: Vips.Image) => Uint8Array;

const writers: Readonly<Record<string, { bands: readonly number[]; depths: readonly (8 | 16)[]; write: Write }>> = {
  'JPEG 4:2:0': { bands: [1, 3], depths: [8], write: (image) => image.jpegsaveBuffer({ subsample_mode: 'on' }) },
  'JPEG 4:4:4': { bands: [1, 3], depths: [8], write: (image) => image.jpegsaveBuffer({ subsample_mode: 'off' }) },
  'progressive JPEG': { bands: [1, 3], depths: [8], write: (image) => image.jpegsaveBuffer({ interlace: true }) },
  PNG: { bands: [1, 2, 3, 4], depths: [8, 16], write: (image) => image.pngsaveBuffer({}) },
  'interlaced PNG': {
    bands: [1, 2, 3, 4],
    depths: [8, 16],
    write: (image) => image.pngsaveBuffer({ interlace: true }),
  },
  'palette PNG': { bands: [1, 3, 4], depths: [8], write: (image) => image.pngsaveBuffer({ palette: true }) },
  WebP: { bands: [3, 4], depths: [8], write: (image) => image.webpsaveBuffer({ effort: 0 }) },
  'lossless WebP': {
    bands: [3, 4],
    depths: [8],
    write: (image) => image.webpsaveBuffer({ lossless: true, effort: 0 }),
  },
};

describe.each(Object.entries(writers))('the header of a %s', (name, { bands, depths, write }) => {
  const picture = fc.record({
    width: fc.integer({ min: 1, max: 70 }),
    height: fc.integer({ min: 1, max: 70 }),
    bands: fc.constantFrom(...bands),
    depth: fc.constantFrom(...depths),
    orientation: fc.integer({ min: 1, max: 8 }),
  });

  it('is what libvips reads of it, whatever its size, bands, depth and orientation', () => {
    fc.assert(
      fc.property(picture, ({ width, height, bands, depth, orientation }) => {
        const image = imageOf(vips, scenery(width, height, bands, depth));
        image.setInt('orientation', orientation);
        const bytes = write(image);
        image.delete();
        const { header, format } = readHeader(bytes);
        const opened = vips.Image.newFromBuffer(bytes);
        const told = headerOf(opened, format ?? 'jpeg');
        opened.delete();
        const { sampling } = header ?? {};
        expect(header).toEqual({ ...told, depth: header?.depth, sampling, complete: true });
        expect(header?.orientation).toBe(orientation);
        expect(Math.max(8, header?.depth ?? 0)).toBe(Math.max(8, told.depth));
        if (name.startsWith('JPEG') && bands === 3) expect(name).toBe(`JPEG ${String(sampling)}`);
      }),
      { numRuns: 60 },
    );
  });

  it.runIf(name.startsWith('JPEG'))('is incomplete where the only end marker is that of a thumbnail', () => {
    const image = imageOf(vips, scenery(64, 48, bands[0], depths[0]));
    const bytes = write(image);
    image.delete();
    // Behind SOI: an APP1 segment that holds a whole JPEG.
    const app1 = Buffer.from([0xff, 0xe1, ...new Uint8Array(2), ...bytes.subarray(0, 1000), 0xff, 0xd9]);
    app1.writeUInt16BE(app1.length - 2, 2);
    const file = Buffer.concat([bytes.subarray(0, 2), app1, bytes.subarray(2)]);
    expect(readHeader(file).header?.complete).toBe(true);
    expect(readHeader(file.subarray(0, file.length - 20)).header?.complete).toBe(false);
  });

  it('is incomplete once the file’s end is cut off', () => {
    const image = imageOf(vips, scenery(64, 48, bands[0], depths[0]));
    const bytes = write(image);
    image.delete();
    expect(readHeader(bytes).header?.complete).toBe(true);
    expect(readHeader(bytes.subarray(0, bytes.length - 20)).header?.complete).toBe(false);
    if (name === 'WebP') expect(readHeader(bytes.subarray(0, bytes.length - 1)).header?.complete).toBe(false);
  });
});
