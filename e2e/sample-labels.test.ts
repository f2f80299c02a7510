import sharp from 'sharp';
import { expect, test } from 'vitest';
import { readArchive } from './archive';
import { visit } from './visit';

interface Coco {
  readonly images: readonly {
    readonly id: number;
    readonly file_name: string;
    readonly width: number;
    readonly height: number;
  }[];
  readonly categories: readonly { readonly id: number; readonly name: string }[];
  readonly annotations: readonly { readonly image_id: number; readonly category_id: number; readonly bbox: Box }[];
}
type Box = readonly [x: number, y: number, width: number, height: number];

/** Colours of which each thing is drawn, where nothing else of its picture has them; null stands for all that is not clear. */
const drawnIn: Readonly<Record<string, readonly string[] | null>> = {
  flower: null,
  boat: ['#fdfaf0', '#e4583f', '#2b2a33'],
  balloon: ['#d8412f', '#2c5aa0', '#6b4226'],
  'moon 0': ['#cfd6e6'],
  'moon 1': ['#a8b8d8'],
};

test('labels of the sample lie where its pictures show what they name, to the pixel', async () => {
  const page = await visit();
  await page.loadRecipe({ version: 1, steps: [], output: { format: 'copy' } });
  await page.button('Try a sample').click();
  const found = page.page.getByRole('region', { name: 'Labels found' });
  await found.getByText(/^COCO, 6 classes, .* on 5 images, 7 said to be empty$/).waitFor();
  await page.run(13);
  const { files, report } = readArchive(await page.downloadAll());
  expect([report.labels?.troubles, report.labels?.checks ?? []]).toEqual([[], []]);
  const coco = JSON.parse(String(files.get('annotations/instances.json'))) as Coco;
  expect(coco.images.length).toBe(12);
  const named = new Map<string, number>();
  for (const { image_id: id, category_id: category, bbox } of coco.annotations) {
    const { file_name: file } = coco.images.find((one) => one.id === id)!;
    const { name } = coco.categories.find((one) => one.id === category)!;
    const which = named.get(name) ?? 0;
    named.set(name, which + 1);
    const colours = drawnIn[name] === undefined ? drawnIn[`${name} ${which}`] : drawnIn[name];
    if (colours === undefined) continue;
    const seen = await boundsOf(files.get(`sample/${file}`)!, colours, bbox);
    const [x, y, width, height] = bbox;
    // Smoothed edges and a lossy file blur a pixel or two, and the tips of a boat.
    const mostPx = name === 'boat' ? 6 : 2.5;
    [x, y, x + width, y + height].forEach((side, at) => expect(Math.abs(side - seen[at]!), `${name} of ${file}, side ${at}: ${side} and ${seen[at]}`).toBeLessThan(mostPx)); // prettier-ignore
  }
  expect(Object.fromEntries(named)).toEqual({ balloon: 1, boat: 1, dot: 26, flower: 1, moon: 2, planet: 1 });
});

/** The smallest box around what is of these colours, a few pixels beyond `near` at most; of what is not clear where there are none. */
async function boundsOf(file: Uint8Array, colours: readonly string[] | null, near: Box): Promise<number[]> {
  const { data, info } = await sharp(file).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  const wanted = colours?.map((hex) => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16)));
  const bounds = [Infinity, Infinity, -Infinity, -Infinity];
  const [x, y, width, height] = near;
  // Further away are stars of a moon's colour.
  const beyond = 8;
  const from = (place: number) => Math.max(0, Math.floor(place) - beyond);
  for (let row = from(y); row < Math.min(info.height, y + height + beyond); row++)
    for (let column = from(x); column < Math.min(info.width, x + width + beyond); column++) {
      const at = (row * info.width + column) * 4;
      const isOf = (colour: number[]) => colour.every((value, band) => Math.abs(value - data[at + band]!) < 14);
      if (wanted ? !wanted.some(isOf) : data[at + 3]! < 128) continue;
      bounds[0] = Math.min(bounds[0]!, column);
      bounds[1] = Math.min(bounds[1]!, row);
      bounds[2] = Math.max(bounds[2]!, column + 1);
      bounds[3] = Math.max(bounds[3]!, row + 1);
    }
  return bounds;
}
