import type { Json } from '../../core/dataset/json';
import { classOf, type LabelClass } from '../../core/dataset/label-set';
import { shapeIn, labelIn } from './cvat-shapes';
import { skeletonOf } from './cvat-skeleton';
import type { LabelFile, ReadInput } from '../format';
import { SetReading } from '../set-reading';
import { splitOf, splitOfImage } from '../splits';
import { numberOf, quoted, textOf } from '../text/text';
import { attributeOf, child, nameIn, textIn, xmlOf, XmlTrouble, type XmlNode } from '../text/xml';

export const cvatId = 'cvat';

/** Reads CVAT's XML for images, 1.1: one file for many images. Tracks of its XML for videos are told and left. */
export async function readCvat({ files, images, progress }: ReadInput) {
  const reading = new SetReading(cvatId);
  const { book, store, troubles } = reading;
  let meta: XmlNode | null = null;
  for (const [number, file] of files.entries()) {
    progress?.(number / files.length);
    const root = treeOf(textOf(await file.read()), file, troubles.add.bind(troubles));
    if (!root) continue;
    meta ??= child(root, 'meta');
    // Classes of several files are one where their names are; numbers are places in each file's own list.
    for (const { name, colour, skeleton } of classesIn(child(root, 'meta'))) book.named(name, { colour, skeleton });
    for (const [index, node] of root.children.filter(({ name }) => name === 'track').entries())
      troubles.add(
        'bad-value',
        file.path,
        `track[${index}]`,
        `Expected images, received a track of ${quoted(attributeOf(node, 'label') ?? '')}.`,
      );
    for (const [index, node] of root.children.filter(({ name }) => name === 'image').entries()) {
      const at = `image[${index}]`;
      const name = attributeOf(node, 'name') ?? '';
      const image = images.named(name, file.path);
      if (image === null) {
        troubles.add('unknown-image', file.path, at, `Expected an image ${quoted(name)} among the files.`);
        continue;
      }
      const [width, height] = ['width', 'height'].map((side) => numberOf(attributeOf(node, side) ?? ''));
      const stated = width && height && width > 0 && height > 0 ? { width, height } : null;
      const split = splitOf(attributeOf(node, 'subset') ?? '') ?? splitOfImage(image) ?? splitOf(file.path);
      const kept = { format: cvatId, value: { ...node, children: [] } as Json };
      store.open(image, { unit: 'px', stated, split, kept });
      for (const [place, object] of node.children.entries()) {
        const className = attributeOf(object, 'label') ?? '';
        const where = `${at}.${object.name}[${place}]`;
        const shape = object.name === 'tag' ? 'tag' : shapeIn(object, stated);
        if (className === '') troubles.add('missing-value', file.path, where, 'Expected a label, received none.');
        else if (shape === 'tag') store.addClass(image, book.named(className));
        else if (typeof shape === 'string') troubles.add('bad-value', file.path, where, shape);
        else store.add(image, labelIn(object, shape, book.named(className), cvatId));
      }
    }
  }
  return reading.set(files, { kept: meta && { format: cvatId, value: meta as Json } });
}

function treeOf(
  text: string,
  { path }: LabelFile,
  wrong: (code: 'bad-syntax', file: string, where: string, detail: string) => void,
): XmlNode | null {
  try {
    return xmlOf(text);
  } catch (error) {
    if (!(error instanceof XmlTrouble)) throw error;
    wrong('bad-syntax', path, `line ${error.line}`, error.message);
    return null;
  }
}

/** The labels of a task, a project or a job; those that are points of a skeleton are no classes. */
export function classesIn(meta: XmlNode | null): LabelClass[] {
  const about = meta?.children.find((one) => child(one, 'labels'));
  const labels = about ? (child(about, 'labels')?.children ?? []) : [];
  return labels
    .filter((one) => (textIn(one, 'parent') ?? '') === '' && (nameIn(one, 'name') ?? '') !== '')
    .map((one, id) => {
      const name = nameIn(one, 'name') ?? '';
      const points = labels
        .filter((other) => nameIn(other, 'parent') === name)
        .map((other) => textIn(other, 'name') ?? '');
      return classOf(id, name, {
        colour: colourIn(textIn(one, 'color')),
        skeleton: points.length > 0 ? skeletonOf(points, textIn(one, 'svg') ?? '') : null,
      });
    });
}

function colourIn(text: string | null): LabelClass['colour'] {
  const [, red, green, blue] = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(text ?? '') ?? [];
  return red && green && blue ? [parseInt(red, 16), parseInt(green, 16), parseInt(blue, 16)] : null;
}
