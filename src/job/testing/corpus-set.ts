import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { keepAll } from '../../core/dataset/label-rules';
import type { ImageLabels } from '../../core/dataset/labels';
import { packLabels, unpackLabels } from '../../core/dataset/packed-labels';
import { readHeader } from '../../core/header/read';
import type { Step } from '../../core/operations/operation';
import { Labels } from '../../desk/labels';
import { folderOf } from '../../labels/testing/memory';
import type { Text } from '../../labels/testing/strict/check';
import { checked } from '../../worker/checked';
import { endsOf, labelled } from '../../worker/labelled';
import { headerOf, planned } from '../../worker/testing/run';

const corpus = join(process.env['CORPUS'] ?? join(import.meta.dirname, '../../../../shared/corpus'), 'annotated');
export const isThere = existsSync(corpus);

interface Size {
  readonly width: number;
  readonly height: number;
}

/** A set of the corpus whose images have gone through steps; nothing of it is written yet. */
export interface Converted {
  readonly labels: Labels;
  /** The images of the output. */
  readonly paths: readonly string[];
  readonly sizeOf: (path: string) => Size;
  /** Images as they are in the set's folder, each with its own size and its path in the output. */
  readonly sources: ReadonlyMap<string, { readonly size: Size; readonly path: string }>;
}

async function moved(image: ImageLabels, file: string, steps: readonly Step[]) {
  const { header } = readHeader(new Uint8Array(readFileSync(file)));
  if (!header) throw new Error(`Expected a header in ${file}.`);
  const branches = await planned(header, steps, header.orientation);
  let size: Size = header;
  for (let [branch] = branches; branch; [branch] = branch.next) ({ size } = branch.geometry);
  const { width, height } = size;
  const encoded = { bytes: new ArrayBuffer(0), width, height, format: 'jpeg', extension: 'jpg', suffix: '' } as const;
  const whole = headerOf(header, header.orientation);
  const looked = checked({ image: packLabels(image), rules: keepAll, frame: 'upright' }, whole);
  const [output] = labelled([encoded], endsOf(branches, whole, looked));
  const { labels, drops } = output!.labels!;
  const arrived = { labels: unpackLabels(labels), drops };
  return { arrived, from: { width: header.width, height: header.height }, to: { width, height } };
}

/** Every labelled image of a set through the steps. */
export async function converted(folder: string, read: string, steps: readonly Step[]): Promise<Converted> {
  const root = join(corpus, folder);
  const name = folder.slice(folder.lastIndexOf('/') + 1);
  const { files, images } = folderOf(root, name);
  const labels = new Labels();
  const found = await labels.find(files, { images, read, vocOneBased: false });
  expect(found).toMatchObject({ kind: 'found', refused: null });
  const sizes = new Map<string, Size>();
  const sources = new Map<string, { readonly size: Size; readonly path: string }>();
  for (const source of images) {
    const image = labels.of(source);
    if (!image) continue;
    const own = source.slice(name.length + 1);
    const { arrived, from, to } = await moved(image, join(root, own), steps);
    // Where strict readers' own examples lie; Open Images knows no set without splits.
    const placed = { ...arrived, labels: { ...arrived.labels, split: arrived.labels.split ?? 'train' } };
    labels.keep({ id: source, source, ...to, arrived: placed });
    const path = `d/images/${sizes.size}.jpg`;
    sizes.set(path, to);
    sources.set(own, { size: from, path });
  }
  return { labels, paths: [...sizes.keys()], sizeOf: (path) => sizes.get(path)!, sources };
}

export const rootOf = (folder: string): string => join(corpus, folder);

/** Its label files in a format, and what the report says of them. */
export async function writtenIn(set: Converted, folder: string, id: string) {
  const name = folder.slice(folder.lastIndexOf('/') + 1);
  const bytes = new Map<string, Uint8Array>();
  const named = Array.from(set.sources, ([source, { path }]) => [`${name}/${source}`, path] as const);
  const { files, report } = await set.labels.write(named, id, (some) => {
    for (const one of some) bytes.set(one.id, new Uint8Array(one.bytes));
  });
  const written = files.map((file): Text => ({ path: file.path, bytes: bytes.get(file.id)! }));
  return { written, report: report! };
}
