import { assertNever } from '../assert-never';
import { ringOf, type Rings } from '../geometry/rings';
import { bitsOf, flagsOf, kindNumbers, nullable, numbersOf, ringsIn } from './label-numbers';
import type { Attributes, ImageLabels, Kept, Label, Shape } from './labels';
import type { Arrived } from './travel';

/**
 * The labels of an image on their way between threads: all numbers in one array, whose buffer may be transferred. Engines
 * take longer to clone the objects and small arrays of a dozen labels than to make a small image smaller.
 */
export interface PackedLabels extends Omit<ImageLabels, 'labels'> {
  /** Label by label, as `packLabels` writes them. */
  readonly numbers: Float64Array<ArrayBuffer>;
  /** How many labels there are. */
  readonly many: number;
  /** How many of their shapes are masks. */
  readonly masks: number;
  /** Of labels that are kept as bytes of a file. */
  readonly format: string | null;
  /** What few labels have, by their place. */
  readonly rare: readonly (readonly [place: number, facts: RareFacts])[];
}

interface RareFacts {
  readonly id?: string;
  readonly attributes?: Attributes;
  readonly kept?: Kept;
}

/** What comes out of an image's steps, packed. */
export interface PackedArrived extends Omit<Arrived, 'labels'> {
  readonly labels: PackedLabels;
}

/** Numbers of a label before its shapes: class, flags, id, group, score, file, from, to, how many shapes. */
const headLength = 9;

/** With memory of their own, which may be moved. */
export function packLabels(image: ImageLabels): PackedLabels {
  return packInto(new Float64Array(lengthIn(image)), image);
}

/** Those of several images, their numbers in one piece of memory: to move one takes engines as long, whatever it holds. */
export function packTogether(images: readonly (ImageLabels | null)[]): (PackedLabels | null)[] {
  const lengths = images.map((image) => (image ? lengthIn(image) : 0));
  const views = viewsOf(lengths);
  return images.map((image, index) => image && packInto(views[index]!, image));
}

/** The same, their numbers copied into one piece of memory. */
export function joinPacked(all: readonly (PackedLabels | null)[]): (PackedLabels | null)[] {
  const views = viewsOf(all.map((packed) => packed?.numbers.length ?? 0));
  return all.map((packed, index) => {
    if (!packed) return null;
    const numbers = views[index]!;
    numbers.set(packed.numbers);
    return { ...packed, numbers };
  });
}

/** The same, their numbers in memory of their own again. */
export function ownPacked(packed: PackedLabels): PackedLabels {
  return { ...packed, numbers: packed.numbers.slice() };
}

function viewsOf(lengths: readonly number[]): Float64Array<ArrayBuffer>[] {
  const all = new Float64Array(lengths.reduce((sum, length) => sum + length, 0));
  let at = 0;
  return lengths.map((length) => all.subarray(at, (at += length)));
}

/** @param numbers As many as `lengthIn` says. */
function packInto(numbers: Float64Array<ArrayBuffer>, { labels, ...image }: ImageLabels): PackedLabels {
  const rare: [number, RareFacts][] = [];
  let format: string | null = null;
  let masks = 0;
  let at = 0;
  for (let place = 0; place < labels.length; place++) {
    const label = labels[place]!;
    const { id, kept, shapes } = label;
    // Of the first that is kept so: a set has one format.
    const bytes = kept && 'from' in kept && kept.format === (format ??= kept.format) ? kept : null;
    if (typeof id === 'string' || label.attributes || (kept && !bytes)) rare.push([place, rareFacts(label, !bytes)]);
    numbers[at] = label.class;
    numbers[at + 1] = bitsOf(label.flags);
    numbers[at + 2] = typeof id === 'number' ? id : NaN;
    numbers[at + 3] = label.group ?? NaN;
    numbers[at + 4] = label.score ?? NaN;
    numbers[at + 5] = bytes ? bytes.file : NaN;
    numbers[at + 6] = bytes ? bytes.from : NaN;
    numbers[at + 7] = bytes ? bytes.to : NaN;
    numbers[at + 8] = shapes.length;
    at += headLength;
    for (const shape of shapes) {
      if (shape.kind === 'mask') masks++;
      at = putShape(numbers, at, shape);
    }
  }
  return { ...image, numbers, many: labels.length, masks, format, rare };
}

function rareFacts({ id, attributes, kept }: Label, keeps: boolean): RareFacts {
  return {
    ...(typeof id === 'string' && { id }),
    ...(attributes && { attributes }),
    ...(kept && keeps && { kept }),
  };
}

/** The places of shapes are views of the numbers. */
export function unpackLabels({ numbers, many, masks: _, format, rare, ...image }: PackedLabels): ImageLabels {
  const labels: Label[] = [];
  const reader = { numbers, at: 0 };
  let next = 0;
  for (let place = 0; place < many; place++) {
    const { at } = reader;
    // In the order of their places.
    const facts = rare[next]?.[0] === place ? rare[next++]![1] : null;
    const file = numbers[at + 5]!;
    const bytes = Number.isNaN(file)
      ? null
      : { format: format ?? '', file, from: numbers[at + 6]!, to: numbers[at + 7]! };
    const shapes: Shape[] = [];
    reader.at += headLength;
    for (let left = numbers[at + 8]!; left > 0; left--) shapes.push(shapeAt(reader));
    labels.push({
      class: numbers[at]!,
      id: facts?.id ?? nullable(numbers[at + 2]!),
      group: nullable(numbers[at + 3]!),
      flags: flagsOf(numbers[at + 1]!),
      score: nullable(numbers[at + 4]!),
      attributes: facts?.attributes ?? null,
      shapes,
      kept: facts?.kept ?? bytes,
    });
  }
  return { ...image, labels };
}

/** What of them may be transferred. */
export function buffersOf(all: readonly (PackedLabels | null)[]): ArrayBuffer[] {
  const buffers = new Set<ArrayBuffer>();
  for (const packed of all) if (packed) buffers.add(packed.numbers.buffer);
  return [...buffers];
}

function lengthIn({ labels }: ImageLabels): number {
  let sum = 0;
  for (const { shapes } of labels) {
    sum += headLength;
    for (const shape of shapes) sum += lengthOf(shape);
  }
  return sum;
}

/** With what stands before its places. */
function lengthOf(shape: Shape): number {
  switch (shape.kind) {
    case 'polygon':
      return 3 + 2 * shape.rings.ends.length + shape.rings.points.length;
    case 'polyline':
      return 3 + 2 * shape.lines.ends.length + shape.lines.points.length;
    case 'mask':
      return 4 + shape.mask.runs.length;
    default:
      return 2 + numbersOf(shape).length;
  }
}

/** @returns where the next one begins. */
function putShape(numbers: Float64Array, start: number, shape: Shape): number {
  const own = numbersOf(shape);
  let at = start;
  numbers[at++] = kindNumbers.indexOf(shape.kind);
  numbers[at++] = own.length;
  const rings = ringsIn(shape);
  if (rings) {
    numbers[at++] = rings.ends.length;
    numbers.set(rings.ends, at);
    numbers.set(rings.holes, at + rings.ends.length);
    at += 2 * rings.ends.length;
  }
  if (shape.kind === 'mask') {
    numbers[at++] = shape.mask.size.width;
    numbers[at++] = shape.mask.size.height;
  }
  numbers.set(own, at);
  return at + own.length;
}

interface Reader {
  readonly numbers: Float64Array<ArrayBuffer>;
  at: number;
}

function shapeAt(reader: Reader): Shape {
  const { numbers, at } = reader;
  const kind = kindNumbers[numbers[at]!] ?? 'box';
  const length = numbers[at + 1]!;
  switch (kind) {
    case 'box':
      return { kind, at: list(reader, at + 2, length) };
    case 'oriented':
      return { kind, corners: list(reader, at + 2, length) };
    case 'keypoints':
      return { kind, points: list(reader, at + 2, length) };
    case 'mask': {
      const size = { width: numbers[at + 2]!, height: numbers[at + 3]! };
      return { kind, mask: { size, runs: new Uint32Array(list(reader, at + 4, length)) } };
    }
    case 'polygon':
      return { kind, rings: ringsAt(reader, at + 2, length) };
    case 'polyline':
      return { kind, lines: ringsAt(reader, at + 2, length) };
    default:
      return assertNever(kind);
  }
}

/** The numbers from there on, after which the reader goes on. */
function list(reader: Reader, from: number, length: number): Float64Array<ArrayBuffer> {
  reader.at = from + length;
  return reader.numbers.subarray(from, reader.at);
}

/** @param length How many numbers their points have. */
function ringsAt(reader: Reader, at: number, length: number): Rings {
  const { numbers } = reader;
  const many = numbers[at]!;
  const from = at + 1 + 2 * many;
  const points = list(reader, from, length);
  // Most are one outline.
  if (many === 1 && numbers[at + 2] === 0) return ringOf(points);
  const ends = new Uint32Array(numbers.subarray(at + 1, at + 1 + many));
  return { points, ends, holes: new Uint8Array(numbers.subarray(at + 1 + many, from)) };
}
