import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { keepAll } from '../core/dataset/label-rules';
import type { ImageLabels } from '../core/dataset/labels';
import { unpackLabels } from '../core/dataset/packed-labels';
import { readHeader } from '../core/header/read';
import type { Step } from '../core/operations/operation';
import { Labels } from '../desk/labels';
import { findLabels } from '../labels/find';
import { usualOptions } from '../labels/format';
import { labelFormats } from '../labels/formats';
import { fileOf, folderOf } from '../labels/testing/memory';
import { strictReaders } from '../labels/testing/strict/readers';
import { labelled } from '../worker/labelled';
import { headerOf, planned } from '../worker/testing/run';

const corpus = join(process.env['CORPUS'] ?? join(import.meta.dirname, '../../../shared/corpus'), 'annotated');
const isThere = existsSync(corpus);
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

const side = 320;
/** A step of every kind of map, then one size for all: what strict readers are told. */
const steps: readonly Step[] = [
  { op: 'auto-orient' },
  { op: 'flip', axis: 'horizontal' },
  { op: 'rotate', angle: 12, expand: true },
  { op: 'perspective', distortion: 0.1 },
  { op: 'elastic', magnitude: 4, cell: 64 },
  { op: 'letterbox', width: side, height: side },
];

async function moved(image: ImageLabels, root: string, path: string, folder: string) {
  const { header } = readHeader(new Uint8Array(readFileSync(join(root, path.slice(folder.length + 1)))));
  if (!header) throw new Error(`Expected a header in ${path}.`);
  const branches = await planned(header, steps, header.orientation);
  const encoded = { bytes: new ArrayBuffer(0), width: side, height: side, format: 'jpeg', extension: 'jpg', suffix: '' } as const; // prettier-ignore
  const item = { image, rules: keepAll, frame: 'upright' } as const;
  const { outputs } = labelled({ outputs: [encoded], branches }, headerOf(header, header.orientation), item);
  const { labels, drops } = outputs[0]!.labels!;
  return { labels: unpackLabels(labels), drops };
}

/** Every image through the steps, written in each format. */
async function converted([folder, read]: (typeof sets)[number]) {
  const root = join(corpus, folder);
  const name = folder.slice(folder.lastIndexOf('/') + 1);
  const { files, images } = folderOf(root, name);
  const labels = new Labels();
  const found = await labels.find(files, { images, read, vocOneBased: false });
  expect(found).toMatchObject({ kind: 'found', refused: null });
  const named: (readonly [string, string])[] = [];
  for (const source of images) {
    const image = labels.of(source);
    if (!image) continue;
    const arrived = await moved(image, root, source, name);
    // Where strict readers' own examples lie; Open Images knows no set without splits.
    const placed = { ...arrived, labels: { ...arrived.labels, split: arrived.labels.split ?? 'train' } };
    labels.keep({ id: source, source, width: side, height: side, arrived: placed });
    named.push([source, `d/images/${named.length}.jpg`]);
  }
  return { labels, named };
}

describe.skipIf(!isThere)('a labelled set of the corpus, moved by a step of each kind of map', () => {
  it.each(sets)('%s as %s is written in each format so that others read it', async (...set) => {
    const { labels, named } = await converted(set);
    const paths = named.map(([, path]) => path);
    const wrong: string[] = [];
    for (const { id, write } of labelFormats) {
      if (!write || id === 'class-folders') continue;
      try {
        const bytes = new Map<string, Uint8Array>();
        const { files, report } = await labels.write(named, id, (some) => {
          for (const one of some) bytes.set(one.id, new Uint8Array(one.bytes));
        });
        const written = files.map((file) => ({ path: file.path, bytes: bytes.get(file.id)! }));
        // KITTI's columns stand between spaces.
        const known = new Set(
          report!.classes.flatMap((one) => [one, ...(id === 'kitti' ? [one.replaceAll(' ', '_')] : [])]),
        );
        const rows = strictReaders[id]?.(written, { paths, sizeOf: () => ({ width: side, height: side }) });
        for (const { class: name, numbers, kind } of rows ?? []) {
          if (!known.has(name)) wrong.push(`${id}: a class "${name}"`);
          if (kind === 'box' && !numbers.every((one) => one >= -0.001 && one <= side + 0.001)) wrong.push(`${id}: a box at ${numbers.join()}`); // prettier-ignore
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
        const { labels: many } = report!.outputs;
        if (again.kind === 'none' && (report!.losses.length > 0 || many === 0)) continue;
        if (again.kind !== 'found') wrong.push(`${id}: ${again.kind}`);
        else if (report!.losses.length === 0 && again.counts.labels !== many)
          wrong.push(`${id}: ${again.counts.labels} of ${many} labels, and nothing told to be lost`); // prettier-ignore
        else if (again.set.troubles.length > 0) wrong.push(`${id}: ${JSON.stringify(again.set.troubles[0])}`);
      } catch (error) {
        wrong.push(`${id}: ${String(error)}`);
      }
    }
    expect(wrong).toEqual([]);
  });
});
