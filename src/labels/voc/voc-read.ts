import type { Json } from '../../core/dataset/json';
import type { LabelSet } from '../../core/dataset/label-set';
import { labelOf, type Attributes, type Flag, type Label, type Shape } from '../../core/dataset/labels';
import type { Size } from '../../core/geometry/geometry';
import { partsOf } from '../../core/dataset/paths';
import type { ClassBook } from '../class-book';
import type { ReadInput } from '../format';
import type { ImageIndex } from '../image-index';
import { ImageSets } from './image-sets';
import { SetReading } from '../set-reading';
import { splitOf, splitOfImage } from '../splits';
import { numberOf, quoted, textOf } from '../text/text';
import type { Troubles } from '../troubles';
import { annotationPath } from './voc-place';
import { VocPlanes, withSegments } from './voc-planes';
import { child, nameIn, textIn, xmlOf, XmlTrouble, type XmlNode } from '../text/xml';

export const vocId = 'voc';

/** Reads Pascal VOC: an XML file for each image, segmentation PNGs where there are some, splits from ImageSets. */
export async function readVoc({ files, images, options, progress }: ReadInput): Promise<LabelSet> {
  const reading = new SetReading(vocId);
  const { book, store, troubles } = reading;
  const sets = await ImageSets.of(files, images);
  const planes = await VocPlanes.of(files, images, troubles);
  const bare = new Map(planes.images());
  const annotations = files.filter(({ path }) => /\.xml$/i.test(path));
  for (const [number, file] of annotations.entries()) {
    progress?.(number / annotations.length);
    const trouble = (code: Parameters<Troubles['add']>[0], where: string, sentence: string) =>
      troubles.add(code, file.path, where, sentence);
    let root: XmlNode;
    try {
      root = xmlOf(textOf(await file.read()));
    } catch (error) {
      if (!(error instanceof XmlTrouble)) throw error;
      trouble('bad-syntax', `line ${error.line}`, error.message);
      continue;
    }
    const name = textIn(root, 'filename');
    const image = images.ofLabels(file.path, annotationPath) ?? imageNamed(root, file.path, images);
    if (image === null) {
      trouble(
        'unknown-image',
        'filename',
        `Expected an image ${quoted(name ?? partsOf(file.path).stem)} among the files.`,
      );
      continue;
    }
    const rest = { ...root, children: root.children.filter((one) => one.name !== 'object') };
    const split = sets.splitOf(image, file.path) ?? splitOfImage(image) ?? splitOf(file.path);
    store.open(image, { unit: 'px', stated: statedSize(root), split, kept: { format: vocId, value: rest as Json } });
    const objects = root.children.filter((one) => one.name === 'object');
    const labels: { readonly label: Label; readonly isPart: boolean }[] = [];
    for (const [index, object] of objects.entries()) {
      const where = `object[${index}]`;
      const parts = object.children.filter((one) => one.name === 'part');
      const group = parts.length > 0 ? index : null;
      for (const [at, one] of [object, ...parts].entries()) {
        const place = at === 0 ? where : `${where}.part[${at - 1}]`;
        const label = labelIn(one, group, book, options.vocOneBased);
        if (typeof label === 'string') trouble('bad-value', place, label);
        else labels.push({ label, isPart: at > 0 });
      }
    }
    bare.delete(image);
    for (const label of withSegments(labels, await planes.segments(image), book, vocId)) store.add(image, label);
  }
  for (const [image, png] of bare) {
    const split = sets.splitOf(image, png) ?? splitOfImage(image);
    store.open(image, { unit: 'px', stated: null, split, kept: null });
    for (const label of withSegments([], await planes.segments(image), book, vocId)) store.add(image, label);
  }
  return reading.set(files);
}

/** By its name in the folder that it says, which may be that of the whole set. */
function imageNamed(root: XmlNode, file: string, images: ImageIndex): string | null {
  const [folder, name] = ['folder', 'filename'].map((key) => textIn(root, key) ?? '');
  return name ? images.named(folder ? `${folder}/${name}` : name, file) : null;
}

/** An object or a part of one. */
function labelIn(one: XmlNode, group: number | null, book: ClassBook, oneBased: boolean): Label | string {
  const name = nameIn(one, 'name');
  if (name === null || name === '') return 'Expected a name, received none.';
  const shape = boxIn(one, oneBased);
  if (typeof shape === 'string') return shape;
  const flags = (['difficult', 'occluded', 'truncated'] as const satisfies Flag[]).filter((flag) =>
    isSet(textIn(one, flag)),
  );
  return labelOf(book.named(name), shape ? [shape] : [], {
    group,
    flags,
    attributes: attributesOf(one),
    // Parts are labels of their own, which find their object by the group.
    kept: { format: vocId, value: { ...one, children: one.children.filter((inner) => inner.name !== 'part') } as Json },
  });
}

function isSet(text: string | null): boolean {
  return text === '1' || text?.toLowerCase() === 'true' || text?.toLowerCase() === 'yes';
}

function attributesOf(one: XmlNode): Attributes | null {
  const pose = textIn(one, 'pose');
  return pose && pose !== 'Unspecified' ? new Map([['pose', pose]]) : null;
}

function boxIn(one: XmlNode, oneBased: boolean): Shape | string | null {
  const box = child(one, 'bndbox');
  if (!box) return null;
  const numbers = ['xmin', 'ymin', 'xmax', 'ymax'].map((name) => ({ name, text: textIn(box, name) }));
  const at: number[] = [];
  for (const { name, text } of numbers) {
    const value = text === null ? null : numberOf(text);
    if (value === null) return `Expected ${name} to be a number, received ${text === null ? 'nothing' : quoted(text)}.`;
    at.push(value);
  }
  const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = at;
  const first = oneBased ? 1 : 0;
  return { kind: 'box', at: Float64Array.of(x0 - first, y0 - first, x1, y1) };
}

function statedSize(root: XmlNode): Size | null {
  const size = child(root, 'size');
  const [width, height] = ['width', 'height'].map((name) => numberOf((size && textIn(size, name)) ?? ''));
  return width && height && width > 0 && height > 0 ? { width, height } : null;
}
