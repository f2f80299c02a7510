import { beforeAll, expect, it } from 'vitest';
import { nodeVips } from '../testing/node-vips';
import { decoded } from '../testing/raster';
import { processed } from '../testing/run';
import { meanOf, validFiles } from '../testing/valid-files';
import type { VipsLibrary } from '../vips';
import { readers } from '../../core/header/readers';

let vips: VipsLibrary;
beforeAll(async () => {
  vips = await nodeVips(['heif', 'jxl', 'resvg']);
});

it('there is a valid file of each format that is read, and its colours come out', async () => {
  const seen = new Set<string>();
  for (const [name, { bytes, mean }] of validFiles(vips)) {
    const worked = await processed(vips, bytes, { input: { svgWidth: 30 }, output: { format: 'png' } });
    if (worked.status !== 'done') throw new Error(`${name}: ${worked.detail}`);
    seen.add(worked.format!); // It was read.
    const found = meanOf(decoded(vips, new Uint8Array(worked.outputs[0]!.bytes)));
    const off = found.map((value, band) => Math.abs(value - mean[band]!));
    expect(Math.max(...off), `${name}: ${found.join()} for ${mean.join()}`).toBeLessThan(name === 'gif' ? 4 : 2);
  }
  expect([...seen].sort()).toEqual(
    Object.entries(readers)
      .flatMap(([name, reader]) => (reader ? [name] : []))
      .sort(),
  );
});
