import type { LabelClass } from '../../core/dataset/label-set';
import type { Loss } from '../../core/dataset/label-losses';
import { isBackground, vocColour } from './colour-tables';
import { colourFor } from './mask-table';
import { packed, unpackedColour, type Colour, type Plane } from '../shapes/png-plane';

/** The values that classes have in the pixels of masks. */
export interface MaskValues {
  readonly kind: Plane['kind'];
  /** By index, no two alike: `background` for one that is not painted, null where no value is left. */
  readonly values: readonly (number | 'background' | null)[];
  /** By index. */
  readonly colours: readonly Colour[];
}

/** As many numbers as two bytes of grey hold. */
const mostNumber = 0xffff;
const mostIndex = 0xff;
const mostColour = 0xff_ffff;

export interface MaskWay {
  readonly kind: Plane['kind'];
  /** The value of pixels without a label. */
  readonly background: number;
  /** Whether the values were read from masks: a class whose pixels have the background's value keeps it. */
  readonly isRead: boolean;
  /** Added to each number. */
  readonly up: 0 | 1;
}

/**
 * Each class's own number, or its own colour; another, that is free, where that is out of reach or another's, which is told.
 * A palette that does not reach the numbers is grey.
 */
export function maskValues(classes: readonly LabelClass[], way: MaskWay, lost: (loss: Loss) => void): MaskValues {
  const { kind, background, up } = way;
  if (kind === 'colour') return colourValues(classes, way, lost);
  const reached = kind === 'palette' && classes.some(({ id }) => id + up > mostIndex) ? 'index' : kind;
  const wanted = classes.map((one) => one.id + (isIgnored(one) ? 0 : up));
  // What is not to be counted goes first: its number is its meaning.
  const order = [...classes.keys()].sort((a, b) => Number(isIgnoredAt(classes, b)) - Number(isIgnoredAt(classes, a)));
  const values = assigned(classes, { ...way, wanted, order, most: reached === 'index' ? mostNumber : mostIndex });
  values.forEach((value, index) => {
    if (typeof value === 'number' && value !== wanted[index]) lost('classes-renumbered');
  });
  const colours = classes.map((one, index) => {
    const value = values[index];
    return colourFor({ id: typeof value === 'number' ? value : background, colour: one.colour });
  });
  return { kind: reached, values, colours };
}

function colourValues(classes: readonly LabelClass[], way: MaskWay, lost: (loss: Loss) => void): MaskValues {
  const wanted = classes.map((one) => packed(colourFor(one)));
  // Those that have a colour go first. Of one colour in a table twice, the last class is whose pixels were read.
  const order = [...classes.keys()]
    .reverse()
    .sort((a, b) => Number(hasColour(classes, b)) - Number(hasColour(classes, a)));
  const values = assigned(classes, { ...way, wanted, order, most: mostColour });
  const colours = classes.map((one, index) => {
    const value = values[index];
    if (typeof value !== 'number') return colourFor(one);
    if (one.colour && value !== packed(one.colour)) lost('classes-recoloured');
    return unpackedColour(value);
  });
  return { kind: 'colour', values, colours };
}

interface Wanted extends MaskWay {
  readonly wanted: readonly number[];
  /** Who comes first gets what is wanted by several. */
  readonly order: readonly number[];
  readonly most: number;
}

function assigned(
  classes: readonly LabelClass[],
  { wanted, order, background, isRead, most }: Wanted,
): readonly (number | 'background' | null)[] {
  const values: (number | 'background' | null)[] = classes.map(({ name }) =>
    isBackground(name) ? 'background' : null,
  );
  const taken = new Set(isRead ? [] : [background]);
  const waiting: number[] = [];
  for (const index of order) {
    const value = wanted[index] ?? -1;
    if (values[index] === 'background') continue;
    if (value < 0 || value > most || taken.has(value)) waiting.push(index);
    else taken.add((values[index] = value));
  }
  let next = 0;
  const free = () => {
    // Colours that can be told apart before those that can hardly.
    for (next++; next <= most; next++) {
      const value = most === mostColour && next <= mostIndex ? packed(vocColour(next)) : next;
      if (value !== background && !taken.has(value)) return value;
    }
    return null;
  };
  for (const index of waiting.toSorted((one, other) => one - other)) {
    const value = free();
    if (value !== null) taken.add((values[index] = value));
  }
  return values;
}

function hasColour(classes: readonly LabelClass[], index: number): boolean {
  return (classes[index]?.colour ?? null) !== null;
}

function isIgnoredAt(classes: readonly LabelClass[], index: number): boolean {
  const one = classes[index];
  return one !== undefined && isIgnored(one);
}

/** Number 255 has its meaning without a table, too. */
export function isIgnored({ id, name }: Pick<LabelClass, 'id' | 'name'>): boolean {
  return id === 255 && name === 'ignore';
}
