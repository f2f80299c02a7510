import type { Size } from './geometry';

/** A field of shifts over an image: smooth between control places, which lie on a grid. Plain data. */
export interface Bumps {
  /** Pixels between control places. */
  readonly cell: number;
  readonly columns: number;
  readonly rows: number;
  /** Shifts in pixels at the control places, x and y in turn, row by row; the first lies one cell outside the image. */
  readonly shifts: readonly number[];
}

/** How far apart the nodes are between which a field is straight, in pixels. */
export const nodePx = 4;

/** A field at its nodes: `[dx, dy]` of each, row by row, the first at the image's corner. */
export interface Nodes {
  readonly columns: number;
  readonly rows: number;
  readonly shifts: Float32Array;
}

/** How many control places an image needs. */
export function gridOf({ width, height }: Size, cell: number): { readonly columns: number; readonly rows: number } {
  return { columns: Math.ceil(width / cell) + 3, rows: Math.ceil(height / cell) + 3 };
}

/** The field by uniform cubic B-splines (Rueckert et al. 1999, free-form deformations) at each node. */
export function nodesOf({ cell, columns, shifts }: Bumps, { width, height }: Size): Nodes {
  const [across, down] = [Math.ceil(width / nodePx) + 1, Math.ceil(height / nodePx) + 1];
  const found = new Float32Array(2 * across * down);
  for (let row = 0, at = 0; row < down; row++)
    for (let column = 0; column < across; column++) {
      // A node beyond the border stands for it: there are control places for no more.
      const [x, y] = [Math.min(width, column * nodePx) / cell, Math.min(height, row * nodePx) / cell];
      const [left, top] = [
        Math.min(Math.floor(x), Math.ceil(width / cell) - 1),
        Math.min(Math.floor(y), Math.ceil(height / cell) - 1),
      ];
      const [wx, wy] = [spline(x - left), spline(y - top)];
      for (let axis = 0; axis < 2; axis++) {
        let sum = 0;
        for (let j = 0; j < 4; j++)
          for (let i = 0; i < 4; i++) sum += wx[i]! * wy[j]! * shifts[2 * ((top + j) * columns + left + i) + axis]!;
        found[at++] = sum;
      }
    }
  return { columns: across, rows: down, shifts: found };
}

function spline(t: number): readonly number[] {
  const [s, square, cube] = [1 - t, t * t, t * t * t];
  return [(s * s * s) / 6, (3 * cube - 6 * square + 4) / 6, (-3 * cube + 3 * square + 3 * t + 1) / 6, cube / 6];
}

/** The shift at a place, straight between nodes; beyond the image that of its border. */
export function shiftAt({ columns, rows, shifts }: Nodes, x: number, y: number): readonly [number, number] {
  const [u, v] = [held(x / nodePx, columns - 1), held(y / nodePx, rows - 1)];
  const [left, top] = [
    Math.min(Math.floor(u), Math.max(0, columns - 2)),
    Math.min(Math.floor(v), Math.max(0, rows - 2)),
  ];
  const [s, t] = [u - left, v - top];
  const at = 2 * (top * columns + left);
  const below = at + 2 * columns;
  const of = (axis: 0 | 1) => {
    const [a, b, c, d] = [shifts[at + axis]!, shifts[at + 2 + axis]!, shifts[below + axis]!, shifts[below + 2 + axis]!];
    return (a + (b - a) * s) * (1 - t) + (c + (d - c) * s) * t;
  };
  return [of(0), of(1)];
}

function held(value: number, most: number): number {
  return Math.min(most, Math.max(0, value));
}

/** How near the way forward comes to the way back, in pixels, and after how many steps it must. */
const [nearPx, mostSteps] = [1e-9, 200];

/**
 * The place whose shift leads to `(x, y)`: `p + shift(p) = (x, y)`. Each step comes nearer by the field's steepness,
 * which is below 1 (Banach's fixed point).
 */
export function unshifted(nodes: Nodes, x: number, y: number): readonly [number, number] {
  let [u, v] = [x, y];
  for (let step = 0; step < mostSteps; step++) {
    const [dx, dy] = shiftAt(nodes, u, v);
    const [nextX, nextY] = [x - dx, y - dy];
    const off = Math.max(Math.abs(nextX - u), Math.abs(nextY - v));
    [u, v] = [nextX, nextY];
    if (off < nearPx) break;
  }
  return [u, v];
}
