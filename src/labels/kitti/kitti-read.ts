import { labelOf, type Flag, type Label } from '../../core/dataset/labels';
import type { ReadInput } from '../format';
import { kittiPath } from './kitti-path';
import { SetReading } from '../set-reading';
import { splitOf, splitOfImage } from '../splits';
import { linesOf, numberOf, quoted, textOf } from '../text/text';

export const kittiId = 'kitti';

/** Behind the type: truncation, occlusion, alpha, four of the box, three sizes, three places, a rotation; results have a score. */
const numbers = 14;

/** Whether a word may be a type: rows that begin with a number are YOLO's. */
export function isType(word: string): boolean {
  return numberOf(word) === null;
}

/** Whether a line is one of KITTI's: a type, then numbers. */
export function isKittiRow(line: string): boolean {
  const [type = '', ...rest] = line.split(/\s+/);
  const isLong = rest.length === numbers || rest.length === numbers + 1;
  return isLong && isType(type) && rest.every((word) => numberOf(word) !== null);
}

/** Reads a row for each object of an image; what the rows say of space goes back with them. */
export async function readKitti({ files, images, progress }: ReadInput) {
  const reading = new SetReading(kittiId);
  const { book, store, troubles } = reading;
  for (const [number, file] of files.entries()) {
    progress?.(number / files.length);
    const image = images.ofLabels(file.path, kittiPath);
    if (image === null) {
      troubles.add('unknown-image', file.path, '', 'Expected an image of the same name among the files.');
      continue;
    }
    store.open(image, { unit: 'px', stated: null, split: splitOfImage(image) ?? splitOf(file.path), kept: null });
    for (const { number: line, line: text } of linesOf(textOf(await file.read()))) {
      const label = labelIn(text, (name) => book.named(name));
      if (typeof label === 'string') troubles.add('bad-value', file.path, `line ${line}`, label);
      else store.add(image, label);
    }
  }
  return reading.set(files);
}

function labelIn(line: string, classOf: (name: string) => number): Label | string {
  const [type = '', ...words] = line.split(/\s+/);
  if (words.length !== numbers && words.length !== numbers + 1)
    return `Expected ${numbers} numbers after the type, received ${words.length}.`;
  const values: number[] = [];
  for (const [at, word] of words.entries()) {
    const value = numberOf(word);
    if (value === null) return `Expected numbers after the type, received ${quoted(word)} as number ${at + 1}.`;
    values.push(value);
  }
  const [truncated = 0, occluded = 0] = values;
  const flags: Flag[] = [];
  if (type === 'DontCare') flags.push('ignore');
  // 1 is partly, 2 largely; 3 says that nobody knows.
  if (occluded === 1 || occluded === 2) flags.push('occluded');
  if (truncated > 0) flags.push('truncated');
  return labelOf(classOf(type), [{ kind: 'box', at: Float64Array.from(values.slice(3, 7)) }], {
    flags,
    score: values[numbers] ?? null,
    kept: { format: kittiId, value: words },
  });
}
