import { join } from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../visit';
import { chosen, visiting } from '../start';
import type { Visitor } from '../visitor';

const upright = { width: 48, height: 32 };
const kinds = ['jpg', 'png', 'webp', 'tif'] as const;
const orientations = [1, 2, 3, 4, 5, 6, 7, 8] as const;

/** Four corners of four colours, so that no two ways of turning look alike. */
async function corners(): Promise<Buffer> {
  const { width, height } = upright;
  const at = (x: number, y: number, fill: string) =>
    `<rect x="${x}" y="${y}" width="${width / 2}" height="${height / 2}" fill="${fill}"/>`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
    ${at(0, 0, '#e02020')}${at(width / 2, 0, '#20c040')}${at(0, height / 2, '#2040e0')}${at(width / 2, height / 2, '#f0e020')}</svg>`;
  return sharp(Buffer.from(svg)).removeAlpha().png().toBuffer();
}

/** The upright picture as a camera of this orientation stores it. */
async function stored(orientation: (typeof orientations)[number]): Promise<Sharp> {
  // What turns it upright, by EXIF 2.32, 4.6.4.A, undone.
  const source = await corners();
  const turned = {
    1: sharp(source),
    2: sharp(source).flop(),
    3: sharp(source).rotate(180),
    4: sharp(source).flip(),
    5: sharp(await sharp(source).rotate(90).toBuffer()).flop(),
    6: sharp(source).rotate(270),
    7: sharp(await sharp(source).rotate(270).toBuffer()).flop(),
    8: sharp(source).rotate(90),
  };
  return sharp(await turned[orientation].png().toBuffer()).withMetadata({ orientation });
}

/** Nearest colour of each corner, read by sharp, which does not turn. */
async function cornersOf(bytes: Buffer): Promise<string> {
  const { data, info } = await sharp(bytes).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const at = (x: number, y: number) => {
    const pixel = (Math.floor(y * info.height) * info.width + Math.floor(x * info.width)) * info.channels;
    const [r, g, b] = [data[pixel]!, data[pixel + 1]!, data[pixel + 2]!];
    return r > 150 ? (g > 150 ? 'yellow' : 'red') : b > 150 ? 'blue' : 'green';
  };
  const seen = [at(0.25, 0.25), at(0.75, 0.25), at(0.25, 0.75), at(0.75, 0.75)].join(' ');
  return `${info.width} × ${info.height}: ${seen}`;
}

async function orient(person: Visitor, files: readonly string[], recipe: object): Promise<Record<string, string>> {
  await person.loadRecipe({ version: 1, output: { format: 'png' }, ...recipe });
  await person.pick(...files);
  await person.run(files.length);
  const { files: made } = await person.downloadAll();
  await person.click('Clear');
  await person.is('empty');
  const seen = await Promise.all([...made].map(async ([path, bytes]) => [path, await cornersOf(bytes)] as const));
  return Object.fromEntries(seen);
}

test(`${chosen}: every orientation of every kind of file comes out upright, whoever decodes`, async () => {
  const folder = temporaryFolder();
  const files: string[] = [];
  for (const kind of kinds)
    for (const orientation of orientations) {
      const file = join(folder, `${kind}-${orientation}.${kind}`);
      const image = await stored(orientation);
      await (kind === 'jpg' ? image.jpeg({ quality: 100, chromaSubsampling: '4:4:4' }) : image).toFile(file);
      files.push(file);
    }
  const names = files.map((file) =>
    file
      .split('/')
      .at(-1)!
      .replace(/[.]\w+$/, '.png'),
  );
  const right = '48 × 32: red green blue yellow';
  const expected = Object.fromEntries(names.map((name) => [name, right]));
  const person = await visiting();
  for (const decode of ['auto', 'exact'])
    expect([decode, await orient(person, files, { steps: [{ op: 'auto-orient' }], decode })]).toEqual([
      decode,
      expected,
    ]);
});
