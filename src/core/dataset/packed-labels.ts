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
  readonly numbers: Float64Array;
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

export function packLabels({ labels, ...image }: ImageLabels): PackedLabels {
  const format = labels.find(({ kept }) => kept && 'from' in kept)?.kept?.format ?? null;
  const numbers = new Float64Array(labels.reduce((sum, { shapes }) => sum + headLength + lengthOf(shapes), 0));
  const rare: [number, RareFacts][] = [];
  let masks = 0;
  let at = 0;
  for (const [place, label] of labels.entries()) {
    const { id, attributes, kept, shapes } = label;
    const bytes = kept && 'from' in kept && kept.format === format ? kept : null;
    const facts = {
      ...(typeof id === 'string' && { id }),
      ...(attributes && { attributes }),
      ...(kept && !bytes && { kept }),
    };
    if (Object.keys(facts).length > 0) rare.push([place, facts]);
    numbers[at++] = label.class;
    numbers[at++] = bitsOf(label.flags);
    numbers[at++] = typeof id === 'number' ? id : NaN;
    numbers[at++] = label.group ?? NaN;
    numbers[at++] = label.score ?? NaN;
    numbers[at++] = bytes ? bytes.file : NaN;
    numbers[at++] = bytes ? bytes.from : NaN;
    numbers[at++] = bytes ? bytes.to : NaN;
    numbers[at++] = shapes.length;
    for (const shape of shapes) {
      if (shape.kind === 'mask') masks++;
      at = putShape(numbers, at, shape);
    }
  }
  return { ...image, numbers, many: labels.length, masks, format, rare };
}

/** The places of shapes are views of the numbers. */
export function unpackLabels({ numbers, many, masks: _, format, rare, ...image }: PackedLabels): ImageLabels {
  const labels: Label[] = [];
  const facts = new Map(rare);
  const reader = { numbers, at: 0 };
  for (let place = 0; place < many; place++) {
    const { at } = reader;
    const head = (index: number) => numbers[at + index] ?? NaN;
    const { id, attributes = null, kept } = facts.get(place) ?? {};
    const file = head(5);
    const bytes = Number.isNaN(file) ? null : { format: format ?? '', file, from: head(6), to: head(7) };
    reader.at += headLength;
    const shapes = Array.from({ length: head(8) }, () => shapeAt(reader));
    labels.push({
      class: head(0),
      id: id ?? nullable(head(2)),
      group: nullable(head(3)),
      flags: flagsOf(head(1)),
      score: nullable(head(4)),
      attributes,
      shapes,
      kept: kept ?? bytes,
    });
  }
  return { ...image, labels };
}

/** What of them may be transferred. */
export function buffersOf(all: readonly (PackedLabels | null)[]): ArrayBuffer[] {
  return all.flatMap((packed) => (packed ? [packed.numbers.buffer] : [])) as ArrayBuffer[]; // Made here, never shared.
}

function lengthOf(shapes: readonly Shape[]): number {
  let sum = 0;
  for (const shape of shapes) {
    const rings = ringsIn(shape);
    sum += rings ? 3 + 2 * rings.ends.length : shape.kind === 'mask' ? 4 : 2;
    sum += numbersOf(shape).length;
  }
  return sum;
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
  readonly numbers: Float64Array;
  at: number;
}

function shapeAt(reader: Reader): Shape {
  const { numbers } = reader;
  const next = () => numbers[reader.at++] ?? 0;
  const list = (length: number) => numbers.subarray(reader.at, (reader.at += length));
  const kind = kindNumbers[next()] ?? 'box';
  const length = next();
  switch (kind) {
    case 'box':
      return { kind, at: list(length) };
    case 'oriented':
      return { kind, corners: list(length) };
    case 'keypoints':
      return { kind, points: list(length) };
    case 'mask': {
      const size = { width: next(), height: next() };
      return { kind, mask: { size, runs: new Uint32Array(list(length)) } };
    }
    case 'polygon':
    case 'polyline': {
      const rings = ringsAt(reader, length);
      return kind === 'polygon' ? { kind, rings } : { kind, lines: rings };
    }
    default:
      return assertNever(kind);
  }
}

/** @param length How many numbers their points have. */
function ringsAt(reader: Reader, length: number): Rings {
  const { numbers, at } = reader;
  const many = numbers[at] ?? 0;
  const from = at + 1 + 2 * many;
  reader.at = from + length;
  const points = numbers.subarray(from, reader.at);
  // Most are one outline.
  if (many === 1 && numbers[at + 2] === 0) return ringOf(points);
  const ends = new Uint32Array(numbers.subarray(at + 1, at + 1 + many));
  return { points, ends, holes: new Uint8Array(numbers.subarray(at + 1 + many, from)) };
}
