import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import sharp from 'sharp';
import { picture } from '../pictures';
import { temporaryFolder } from '../visit';

const size = { width: 160, height: 120 };
const names = ['a', 'b', 'c'] as const;

/** Of each picture: a cat in the upper left quarter, a dog right of the middle. */
const rows = '0 0.25 0.25 0.5 0.5\n1 0.75 0.5 0.25 0.25\n';
/** The same in a mirror. */
export const mirrored = '0 0.75 0.25 0.5 0.5\n1 0.25 0.5 0.25 0.25\n';

/** A zip with three pictures and YOLO's boxes of two classes. @param more Rows for the first picture. @returns its path. */
export async function yoloZip(more = ''): Promise<string> {
  return zipOf({
    ...(await pictures()),
    ...Object.fromEntries(names.map((name) => [`set/labels/train/${name}.txt`, Buffer.from(rows)])),
    'set/labels/train/a.txt': Buffer.from(rows + more),
    'set/data.yaml': Buffer.from('train: images/train\nnames: [cat, dog]\n'),
  });
}

/** A zip with three pictures and a mask of each: numbers of two classes on a background. @returns its path. */
export async function maskZip(): Promise<string> {
  const values = Buffer.alloc(size.width * size.height);
  for (let y = 0; y < size.height; y++)
    for (let x = 0; x < size.width; x++)
      values[y * size.width + x] = (x - 50) ** 2 + (y - 40) ** 2 < 900 ? 1 : x > 100 && y > 70 ? 2 : 0;
  const mask = await sharp(values, { raw: { ...size, channels: 1 } })
    .toColourspace('b-w')
    .png()
    .toBuffer();
  return zipOf({
    ...(await pictures()),
    ...Object.fromEntries(names.map((name) => [`set/masks/train/${name}.png`, mask])),
    'set/classes.txt': Buffer.from('background\ncat\ndog\n'),
  });
}

/** A zip with three pictures and COCO's keypoints of a cat on the first: its bones go from the nose to either ear, and on from the left one. */
export async function keypointsZip(): Promise<string> {
  const cat = { id: 1, name: 'cat', keypoints: ['nose', 'left_ear', 'right_ear', 'tail'], skeleton: [[1, 2], [1, 3], [2, 4]] }; // prettier-ignore
  const keypoints = [80, 20, 2, 120, 60, 2, 30, 90, 1, 100, 100, 2];
  const seen = { id: 1, image_id: 1, category_id: 1, bbox: [30, 20, 90, 80], area: 7200, iscrowd: 0, keypoints, num_keypoints: 4 }; // prettier-ignore
  const images = names.map((name, at) => ({ id: at + 1, file_name: `${name}.jpg`, ...size }));
  return zipOf({
    ...(await pictures()),
    'set/annotations/person_keypoints_train.json': Buffer.from(
      JSON.stringify({ images, categories: [cat], annotations: [seen] }),
    ),
  });
}

async function pictures(): Promise<Record<string, Buffer>> {
  const folder = temporaryFolder();
  const drawn = names.map(async (name, at) => {
    const path = await picture(join(folder, `${name}.jpg`), { ...size, hue: at * 80 });
    return [`set/images/train/${name}.jpg`, readFileSync(path)] as const;
  });
  return Object.fromEntries(await Promise.all(drawn));
}

function zipOf(files: Readonly<Record<string, Uint8Array>>): string {
  const path = join(temporaryFolder(), 'set.zip');
  writeFileSync(path, zipSync(files));
  return path;
}
