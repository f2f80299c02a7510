import sharp from 'sharp';
import { expect, inject, test } from 'vitest';
import type { Archive } from '../../archive';
import { distanceBetween } from '../../fidelity';
import { maskZip, yoloZip } from '../labelled';
import { lightUrl } from '../light-url';
import { chosen, visitor } from '../start';

const steps = {
  letterbox: { op: 'letterbox', width: 100, height: 100, fill: '#808080' },
  flip: { op: 'flip', axis: 'horizontal' },
  rotate: { op: 'rotate', angle: 20, expand: true },
  cubic: { op: 'rotate', angle: -15, kernel: 'cubic', edge: 'reflect' },
} as const;

async function madeBy(url: string, zip: string, recipe: object): Promise<Archive> {
  const person = await visitor();
  await person.open(url);
  await person.loadRecipe(recipe);
  await person.pick(zip);
  await person.run(7);
  return person.downloadAll();
}

const isPicture = (path: string) => path.includes('images/');

test.for([
  ['YOLO’s boxes', yoloZip, 'yolo-detect'],
  ['masks', maskZip, 'masks'],
] as const)(
  `${chosen}: without isolation %s go where they go with libvips, to the byte, and so do the pictures within the stated distance`,
  async ([, zipped, format]) => {
    const zip = await zipped();
    const recipe = { version: 1, steps: Object.values(steps), output: { format: 'png' } };
    const light = await madeBy(await lightUrl(), zip, recipe);
    const full = await madeBy(inject('url'), zip, recipe);
    expect([light.report.tier, full.report.tier]).toEqual(['light', 'full']);
    expect(light.report.counts).toMatchObject({ done: 3, failed: 0 });
    expect(full.report.counts).toEqual(light.report.counts);
    expect([...light.files.keys()].sort()).toEqual([...full.files.keys()].sort());
    expect(light.report.labels).toEqual(full.report.labels);
    const labels = [...light.files.keys()].filter((path) => !isPicture(path));
    expect(labels.length, format).toBeGreaterThan(3);
    for (const path of labels) expect(light.files.get(path)?.equals(full.files.get(path)!), path).toBe(true);
    for (const path of [...light.files.keys()].filter(isPicture)) {
      const [one, other] = await Promise.all([asPng(light.files.get(path)!), asPng(full.files.get(path)!)]);
      const { mean, ssim, shiftPx, signed } = distanceBetween(one, other);
      expect([mean <= 1.5, ssim >= 0.99, shiftPx <= 0.1, signed <= 0.7], `${path}: ${mean} ${ssim}`).toEqual(
        Array(4).fill(true),
      );
    }
  },
);

const asPng = (bytes: Buffer) => sharp(bytes).ensureAlpha().png().toBuffer();
