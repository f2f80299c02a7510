import { describe, expect, it } from 'vitest';
import type { Step } from '../core/operations/operation';
import { findLabels } from '../labels/find';
import { usualOptions } from '../labels/format';
import { labelFormats } from '../labels/formats';
import { fileOf } from '../labels/testing/memory';
import { strictReaders } from '../labels/testing/strict/readers';
import { converted, isThere, writtenIn } from './testing/corpus-set';

if (!isThere) console.warn('The corpus is not there: its labelled sets are not turned into other formats.');

const sets: readonly (readonly [folder: string, read: string])[] = [
  ['coco128', 'yolo-detect'],
  ['coco128', 'yolo-segment'],
  ['coco128', 'masks'],
  ['coco128', 'coco-panoptic'],
  ['bccd-voc', 'voc'],
  ['chess-coco', 'coco'],
  ['datumaro/camvid_dataset', 'masks'],
  ['datumaro/coco_dataset', 'coco'],
  ['datumaro/common_semantic_segmentation_dataset', 'masks'],
  ['datumaro/labelme_dataset', 'labelme-xml'],
  ['datumaro/voc_dataset', 'voc'],
  ['datumaro/yolo_dataset', 'yolo-detect'],
  ['datumaro/yolo_dataset', 'yolo-segment'],
  ['datumaro/yolo_dataset', 'yolo-pose'],
];

/** Not square: an x that stands for a y lies outside. */
const size = { width: 320, height: 192 };
/** A step of every kind of map, then one size for all: what strict readers are told. */
const steps: readonly Step[] = [
  { op: 'auto-orient' },
  { op: 'flip', axis: 'horizontal' },
  { op: 'rotate', angle: 12, expand: true },
  { op: 'perspective', distortion: 0.1 },
  { op: 'elastic', magnitude: 4, cell: 64 },
  { op: 'letterbox', ...size },
];

/** Losses after which a label is in no file, or several are one. */
const gone = /^(?:mask-left-out|box-left-out|hidden-left-out|polyline-left-out|no-shape-left-out|instances-merged)$/;

describe.skipIf(!isThere)('a labelled set of the corpus, moved by a step of each kind of map', () => {
  it.each(sets)('%s as %s is written in each format so that others read it', async (folder, read) => {
    const set = await converted(folder, read, steps);
    const { paths, sizeOf } = set;
    const wrong: string[] = [];
    for (const { id, write } of labelFormats) {
      if (!write || id === 'class-folders') continue;
      try {
        const { written, report } = await writtenIn(set, folder, id);
        // KITTI's columns stand between spaces.
        const known = new Set(
          report.classes.flatMap((one) => [one, ...(id === 'kitti' ? [one.replaceAll(' ', '_')] : [])]),
        );
        const rows = strictReaders[id]!(written, { paths, sizeOf });
        for (const { class: name, numbers, kind } of rows) {
          if (!known.has(name)) wrong.push(`${id}: a class "${name}"`);
          const isIn = numbers.every((one, at) => one >= -0.001 && one <= (at % 2 === 0 ? size.width : size.height) + 0.001); // prettier-ignore
          if (kind === 'box' && !isIn) wrong.push(`${id}: a box at ${numbers.join()}`);
        }
        // Our own reader, with all that is told to be lost.
        const sources = written.map((file) => fileOf(file.path, file.bytes));
        const masks = written.map(({ path }) => path).filter((path) => path.endsWith('.png'));
        const again = await findLabels({
          files: sources,
          images: [...paths, ...masks],
          read: id,
          options: usualOptions,
        });
        const { labels: many } = report.outputs;
        const read = rows.filter(({ kind }) => kind !== 'class').length;
        const left = report.losses.reduce((sum, { code, count }) => sum + (gone.test(code) ? count : 0), 0);
        // Of masks what is read is a class's pixels, not labels.
        if (id !== 'masks' && (read > many || read + left < many))
          wrong.push(`${id}: ${read} rows of ${many} labels, ${left} told to be in no file`);
        if (again.kind === 'none' && (report.losses.length > 0 || many === 0)) continue;
        if (again.kind !== 'found') wrong.push(`${id}: ${again.kind}`);
        else if (report.losses.length === 0 && again.counts.labels !== many)
          wrong.push(`${id}: ${again.counts.labels} of ${many} labels, and nothing told to be lost`); // prettier-ignore
        else if (again.set.troubles.length > 0) wrong.push(`${id}: ${JSON.stringify(again.set.troubles[0])}`);
      } catch (error) {
        wrong.push(`${id}: ${String(error)}`);
      }
    }
    expect(wrong).toEqual([]);
  });
});
