import { assertNever } from '../assert-never';
import { ringOf, type Rings } from '../geometry/rings';
import { bitsOf, flagsOf, kindNumbers, nullable, numbersOf, ringsIn } from './label-numbers';
import { headLength, PackedCursor } from './packed-cursor';
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
  const cursor = new PackedCursor(numbers, many);
  let next = 0;
  for (let place = 0; cursor.nextLabel(); place++) {
    const { head } = cursor;
    // In the order of their places.
    const facts = rare[next]?.[0] === place ? rare[next++]![1] : null;
    const file = numbers[head + 5]!;
    const bytes = Number.isNaN(file)
      ? null
      : { format: format ?? '', file, from: numbers[head + 6]!, to: numbers[head + 7]! };
    const shapes: Shape[] = [];
    while (cursor.nextShape()) shapes.push(shapeAt(numbers, cursor));
    labels.push({
      class: cursor.class,
      id: facts?.id ?? nullable(numbers[head + 2]!),
      group: nullable(numbers[head + 3]!),
      flags: flagsOf(numbers[head + 1]!),
      score: nullable(numbers[head + 4]!),
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

function shapeAt(numbers: Float64Array<ArrayBuffer>, cursor: PackedCursor): Shape {
  const { kind, from, to } = cursor;
  const own = numbers.subarray(from, to);
  switch (kind) {
    case 'box':
      return { kind, at: own };
    case 'oriented':
      return { kind, corners: own };
    case 'keypoints':
      return { kind, points: own };
    case 'mask': {
      const size = { width: numbers[from - 2]!, height: numbers[from - 1]! };
      return { kind, mask: { size, runs: new Uint32Array(own) } };
    }
    case 'polygon':
      return { kind, rings: ringsAt(numbers, own, cursor) };
    case 'polyline':
      return { kind, lines: ringsAt(numbers, own, cursor) };
    default:
      return assertNever(kind);
  }
}

function ringsAt(
  numbers: Float64Array<ArrayBuffer>,
  points: Float64Array<ArrayBuffer>,
  { endsAt, rings }: PackedCursor,
): Rings {
  const holesAt = endsAt + rings;
  // Most are one outline.
  if (rings === 1 && numbers[holesAt] === 0) return ringOf(points);
  const ends = new Uint32Array(numbers.subarray(endsAt, holesAt));
  return { points, ends, holes: new Uint8Array(numbers.subarray(holesAt, holesAt + rings)) };
}
