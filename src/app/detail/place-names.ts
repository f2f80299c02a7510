/** A name over a picture, in its pixels. */
export interface PlacedName {
  /** Of the label, among those given. */
  readonly at: number;
  readonly x: number;
  /** Of the top of its line. */
  readonly y: number;
}

export interface Named {
  readonly name: string;
  /** `[x0, y0, x1, y1]`; null where the label has no place. */
  readonly bounds: readonly [number, number, number, number] | null;
}

export interface NameSpace {
  readonly width: number;
  readonly height: number;
  /** A pixel of the screen, in pixels of the picture. */
  readonly px: number;
}

/** Of names in pixels of the screen, as they are drawn: 12 px high and bold. */
const letterPx = 6.8;
const linePx = 15;
const gapPx = 4;

/**
 * Where names of labels stand so that none lies over another: in the upper left corner of their label, above it, or in its
 * lower left corner. Larger labels come first; a name without a free place is left out, and found by zooming in.
 */
export function placeNames(labels: readonly Named[], { width, height, px }: NameSpace): readonly PlacedName[] {
  const line = linePx * px;
  const taken: Box[] = [];
  const order = labels.flatMap(({ bounds, name }, at) => (bounds ? [{ bounds, name, at, area: areaOf(bounds) }] : []));
  return order
    .toSorted((one, other) => other.area - one.area)
    .flatMap(({ bounds: [x0, y0, , y1], name, at }): PlacedName[] => {
      const long = name.length * letterPx * px;
      const x = within(x0 + gapPx * px, width - long);
      for (const top of [y0, y0 - line, y1 - line]) {
        const y = within(top, height - line);
        const box = { x0: x, y0: y, x1: x + long, y1: y + line };
        if (taken.some((other) => overlap(box, other))) continue;
        taken.push(box);
        return [{ at, x, y }];
      }
      return [];
    });
}

interface Box {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
}

function overlap(one: Box, other: Box): boolean {
  return one.x0 < other.x1 && other.x0 < one.x1 && one.y0 < other.y1 && other.y0 < one.y1;
}

function areaOf([x0, y0, x1, y1]: readonly [number, number, number, number]): number {
  return (x1 - x0) * (y1 - y0);
}

function within(value: number, most: number): number {
  return Math.max(0, Math.min(value, most));
}
