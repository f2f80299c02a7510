import { expect, it } from 'vitest';
import { Scope } from '../../worker/scope';
import { goldens, type Golden } from '../../worker/testing/goldens';
import { nodeVips } from '../../worker/testing/node-vips';
import { noise } from '../../worker/testing/pictures';
import { at, drawn, type Raster } from '../../worker/testing/raster';
import { headerOf, planned } from '../../worker/testing/run';
import { random } from '../random';
import { brightness } from './brightness';

/** Pillow's `ImageEnhance.Brightness(image).enhance(factor)` for colours: single precision, cut at white, fraction cut off. */
function multiplied(picture: Raster, factor: number): Raster {
  const most = picture.depth === 8 ? 255 : 65535;
  const alpha = picture.bands % 2 === 0 ? picture.bands - 1 : -1;
  return drawn(picture, (x, y, band) => {
    const sample = at(picture, x, y, band);
    return band === alpha ? sample : Math.floor(Math.min(most, Math.fround(Math.fround(factor) * sample)));
  });
}

const rows = [1, 2, 3, 4].flatMap((bands) =>
  ([8, 16] as const).flatMap((depth) =>
    [0, 0.3, 0.7, 1, 1.4, 3, 100].map((factor): Golden => {
      const picture = noise(23, 17, bands, depth);
      return {
        name: `${bands} bands of ${depth} bits are multiplied by ${factor}, and alpha stays`,
        picture,
        step: { op: 'brightness', factor },
        expected: multiplied(picture, factor),
      };
    }),
  ),
);

/** Every seventeenth level, and what Pillow 9.4 made of them by 1.4 and by 0.7. */
const levels = row(Array.from({ length: 16 }, (_, at) => 17 * at));
const by14 = [0, 23, 47, 71, 95, 119, 142, 166, 190, 214, 238, 255, 255, 255, 255, 255];
const by07 = [0, 11, 23, 35, 47, 59, 71, 83, 95, 107, 119, 130, 142, 154, 166, 178];

function row(samples: readonly number[]): Raster {
  return drawn({ width: samples.length, height: 1, bands: 1, depth: 8 }, (x) => samples[x] ?? NaN);
}

goldens([
  ...rows,
  { name: 'A factor above 1 makes Pillow’s very levels', picture: levels, step: { op: 'brightness', factor: 1.4 }, expected: row(by14) }, // prettier-ignore
  { name: 'A factor below 1 makes Pillow’s very levels', picture: levels, step: { op: 'brightness', factor: 0.7 }, expected: row(by07) }, // prettier-ignore
  { name: 'A factor of 1 changes nothing', picture: levels, step: { op: 'brightness', factor: 1 }, expected: levels },
]);

it('floats are multiplied without rounding, and cut at white', async () => {
  using scope = new Scope();
  const vips = await nodeVips();
  const samples = Float32Array.of(0, 0.1, 0.25, 0.5, 0.75, 1);
  const plain = scope.keep(vips.Image.newFromMemory(samples, 2, 1, 3, vips.BandFormat.float));
  const image = scope.keep(plain.copy({ interpretation: 'scrgb' }));
  const input = {
    size: image,
    header: headerOf(image),
    item: { path: 'in' },
    labels: () => null,
    labelsAfter: () => null,
    random: random(0, ''),
  };
  const [plan] = await brightness.plan(input, { factor: 1.5 });
  const result = scope.keep(brightness.apply(vips, image, plan!));
  expect([result.format, result.interpretation]).toEqual(['float', 'scrgb']);
  const bytes: ArrayBufferView = result.writeToMemory(); // Of the image's own samples, whatever its type says.
  const found = [...new Float32Array(bytes.buffer, bytes.byteOffset, 6)];
  for (const [at, wanted] of [0, 0.15, 0.375, 0.75, 1, 1].entries()) expect(found[at]).toBeCloseTo(wanted, 6);
});

it('of a range each image draws its own factor, evenly', async () => {
  const branches = await planned({ width: 4, height: 4 }, [
    { op: 'repeat', copies: 1000, steps: [{ op: 'brightness', factor: [0.5, 1.5] }] },
  ]);
  const factors = branches.map(({ plan }) => (plan as { factor?: number }).factor ?? NaN); // As brightness plans it.
  expect(Math.min(...factors)).toBeGreaterThanOrEqual(0.5);
  expect(Math.max(...factors)).toBeLessThan(1.5);
  expect(new Set(factors).size).toBeGreaterThan(990);
  for (const tenth of [...Array(10).keys()].map((at) => 0.5 + at / 10))
    expect(factors.filter((one) => one >= tenth && one < tenth + 0.1).length).toBeGreaterThan(60);
});
