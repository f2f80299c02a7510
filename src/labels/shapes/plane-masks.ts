import { fillRings } from '../../core/geometry/fill-rings';
import type { Size } from '../../core/geometry/geometry';
import type { Mask } from '../../core/geometry/mask';
import type { Rings } from '../../core/geometry/rings';

/** A mask for each value of a plane, in one walk over its pixels; in the order of the values. */
export function masksOf(values: ArrayLike<number>, size: Size): Map<number, Mask> {
  const { width, height } = size;
  const open = new Map<number, { readonly runs: number[]; end: number }>();
  let value = values[0] ?? 0;
  let from = 0;
  const close = (to: number) => {
    let one = open.get(value);
    if (!one) open.set(value, (one = { runs: [], end: 0 }));
    one.runs.push(from - one.end, to - from);
    one.end = to;
  };
  let place = 0;
  for (let x = 0; x < width; x++)
    for (let y = 0; y < height; y++, place++) {
      const next = values[y * width + x] ?? 0;
      if (next === value) continue;
      close(place);
      value = next;
      from = place;
    }
  close(place);
  const sorted = [...open].sort(([one], [other]) => one - other);
  return new Map(
    sorted.map(([key, { runs, end }]) => {
      if (end < place) runs.push(place - end);
      return [key, { size, runs: Uint32Array.from(runs) }];
    }),
  );
}

/** Writes a value where a mask is; a mask of another size is cut. */
export function paintMask(values: Uint32Array, { width, height }: Size, { size, runs }: Mask, value: number): void {
  let place = 0;
  for (let run = 0; run < runs.length; run++) {
    const end = place + (runs[run] ?? 0);
    if (run % 2 === 1)
      for (let at = place; at < end; at++) {
        const x = Math.floor(at / size.height);
        const y = at - x * size.height;
        if (x < width && y < height) values[y * width + x] = value;
      }
    place = end;
  }
}

/** Writes a value where rings are: the pixels whose centres lie inside. */
export function paintRings(values: Uint32Array, size: Size, rings: Rings, value: number): void {
  fillRings(rings, size, (y, x0, x1) => values.fill(value, y * size.width + x0, y * size.width + x1));
}
