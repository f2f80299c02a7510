import { inPixels } from '../../core/dataset/label-units';
import type { Label } from '../../core/dataset/labels';
import type { WriteInput, WrittenFile } from '../format';
import { eachImage } from '../in-splits';
import { labelPlaces } from '../label-places';
import { kittiPath } from './kitti-path';
import { isType, kittiId } from './kitti-read';
import { onlyBox } from '../shapes/label-box';
import { splitOfImage } from '../splits';
import { tellRest, tellSplit } from '../told';
import { written } from '../text/written-number';
import { notBlank } from '../text/text';
import { writtenNames, type NamedInput } from '../written-names';

/** What KITTI's own rows have where nothing is known of space: angle, sizes, places, rotation. */
const unknown = { alpha: ['-10'], space: ['-1', '-1', '-1', '-1000', '-1000', '-1000', '-10'] };

/** Writes a text file for each image: `image_2/a.png` → `label_2/a.txt`, else where YOLO's would be. */
export async function* writeKitti(input: WriteInput): AsyncGenerator<WrittenFile, void, undefined> {
  const fileOf = labelPlaces(input, kittiPath);
  const nameOf = writtenNames(input.classes, asWord, (loss) => input.lost(loss));
  for (const image of eachImage(input.images)) {
    const { labels: all } = image;
    if (all.classes.length > 0) input.lost('image-classes-left-out');
    tellSplit(all.split, splitOfImage(image.path), input.lost);
    const rows: string[] = [];
    for (const label of inPixels(all, image).labels) {
      const row = await rowOf(label, all.moved, { ...input, nameOf });
      if (row) rows.push(`${row}\n`);
    }
    yield { path: fileOf(image.path), pieces: rows };
  }
}

/** A space would begin the next column; a row that begins with a number would be none of KITTI's. */
function asWord(name: string): string {
  const word = notBlank(name).replaceAll(/\s+/g, '_');
  return isType(word) ? word : `_${word}`;
}

async function rowOf(label: Label, isMoved: boolean, input: NamedInput): Promise<string | null> {
  const { lost } = input;
  const type = input.nameOf(label.class);
  const known = await input.recall(label.kept, kittiId);
  const old = Array.isArray(known) ? (known as string[]) : null; // Only this format's own reader keeps under its id.
  if (old && !isMoved) return [type, ...old].join(' ');
  const box = onlyBox(label, lost);
  if (!box) return null;
  const has = (flag: 'truncated' | 'occluded') => (label.flags.includes(flag) ? '1' : '0');
  const [truncated = has('truncated'), occluded = has('occluded')] = old ?? [];
  if (!old) {
    const ignore = type === 'DontCare' ? (['ignore'] as const) : [];
    tellRest(label, 'box', { flags: ['truncated', 'occluded', ...ignore], score: true, shapes: allTold }, lost);
  }
  // A step has moved the pixels, and with them what the camera would have seen: it is not known any more.
  else if (old[2] !== '-10' || old[10] !== '-1000') lost('space-left-out');
  const score = label.score === null ? [] : [written(label.score)];
  return [type, truncated, occluded, ...unknown.alpha, ...box.map(written), ...unknown.space, ...score].join(' ');
}

/** By `onlyBox`. */
const allTold = ['oriented', 'polygon', 'mask', 'keypoints', 'polyline'] as const;
