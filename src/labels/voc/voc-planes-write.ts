import type { Loss } from '../../core/dataset/label-losses';
import type { LabelClass } from '../../core/dataset/label-set';
import { shapeOf, type Label } from '../../core/dataset/labels';
import { vocColour, vocNames } from '../masks/colour-tables';
import type { WrittenFile, WrittenImage } from '../format';
import { paintMask } from '../shapes/plane-masks';
import { planeBytes } from '../shapes/png-plane';
import type { FileOf } from '../label-file';
import { notBlank } from '../text/text';
import { nameInXml } from '../text/xml';
import { vocVoid, voidName } from './voc-planes';

const palette = Array.from({ length: 256 }, (_, index) => vocColour(index));

/** Of a class that has no number in a byte. */
const beyond = vocVoid + 1;

/** What `labelmap.txt`, whose rows are `name:red,green,blue::`, and an object's XML both hold of a name. */
export function nameInTable(name: string): string {
  const line = nameInXml(name.replaceAll(/[\r\n]+/g, ' ')).trim();
  // One that begins so is a comment, or a row of CamVid's.
  return notBlank(line.replaceAll(':', '_').replace(/^#|^\d+\s+\d+\s+\d+\s/, (start) => `_${start}`));
}

/** Numbers of classes in SegmentationClass, by index: the challenge's own where all are of it. */
export function planeNumbers(classes: readonly LabelClass[]): {
  readonly numbers: readonly number[];
  readonly table: string | null;
} {
  const others = classes.filter(({ name }) => name !== voidName && !vocNames.includes(name));
  const isVoid = ({ name }: LabelClass) => name === voidName;
  if (others.length === 0)
    return { numbers: classes.map((one) => (isVoid(one) ? vocVoid : vocNames.indexOf(one.name))), table: null };
  const named = classes.filter((one) => !isVoid(one) && one.name !== 'background');
  const numberOf = (index: number) => (index + 1 < vocVoid ? index + 1 : beyond);
  const numbers = classes.map((one) => (isVoid(one) ? vocVoid : numberOf(named.indexOf(one))));
  const line = (name: string, number: number) => `${name}:${vocColour(number).join(',')}::\n`;
  return {
    numbers,
    table: [line('background', 0), ...named.slice(0, vocVoid - 1).map(({ name }, index) => line(name, index + 1))].join(
      '',
    ),
  };
}

interface Way {
  readonly numbers: readonly number[];
  readonly planes: { readonly classes: FileOf; readonly objects: FileOf };
  readonly lost: (loss: Loss) => void;
}

/**
 * The pixels of an image's objects, twice: by class and by object. Numbers go on behind those of the XML's objects. One whose
 * number a byte does not hold, beside that of what is not to be counted, is left out, and told.
 */
export function planesOf(
  image: WrittenImage,
  labels: readonly { readonly label: Label; readonly number: number }[],
  { numbers, planes, lost }: Way,
): WrittenFile[] {
  const { width, height } = image;
  const size = { width, height };
  const classes = new Uint32Array(width * height);
  const objects = new Uint32Array(width * height);
  for (const { label, number } of labels) {
    const mask = shapeOf(label, 'mask')?.mask;
    if (!mask) continue;
    const kind = numbers[label.class] ?? 0;
    const object = kind === vocVoid ? vocVoid : number;
    if (kind > vocVoid || (kind < vocVoid && object >= vocVoid)) {
      lost('mask-left-out');
      continue;
    }
    paintMask(classes, size, mask, kind);
    paintMask(objects, size, mask, object);
  }
  const bytes = (values: Uint32Array) => planeBytes({ size, kind: 'palette', values }, palette);
  return [
    { path: planes.classes(image.path), pieces: [bytes(classes)] },
    { path: planes.objects(image.path), pieces: [bytes(objects)] },
  ];
}
