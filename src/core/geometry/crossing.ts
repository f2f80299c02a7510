import { cornersCross } from './corners-cross';

/** Pairs of sides that are looked at: some 0.1 s of them. A ring of 4,000 sides has no more, whatever it looks like. */
const mostPairs = 8e6;

/** So many sides in a row have one box around them before each is looked at by itself. */
const inLeaf = 4;

/** For rings of no more sides: to make arrays takes as long as to look. */
const usualSides = 1024;

/**
 * The numbers of two sides of a ring that cross each other, or of two of which one ends where the ring goes through the
 * other; null where none do. To touch is not to cross. In a ring of many
 * thousand sides, most of which lie across each other's boxes, not all pairs are looked at.
 */
export function crossingOf(points: Float64Array): readonly [number, number] | null {
  if (goesAroundOnce(points)) return null;
  const sides = new Sides(points, points.length > 2 * usualSides ? roomFor(points.length / 2) : usualRoom);
  return sides.crossing();
}

/**
 * Whether a ring goes around the mean of its points once and never back, as most that are drawn around a thing do: no side
 * of such a ring crosses another.
 */
function goesAroundOnce(points: Float64Array): boolean {
  const many = points.length;
  let mx = 0;
  let my = 0;
  for (let at = 0; at < many; at += 2) {
    mx += points[at]!;
    my += points[at + 1]!;
  }
  mx /= many / 2;
  my /= many / 2;
  let way = 0;
  let turns = 0;
  let x = points[many - 2]! - mx;
  let y = points[many - 1]! - my;
  for (let at = 0; at < many; at += 2) {
    const nextX = points[at]! - mx;
    const nextY = points[at + 1]! - my;
    const turned = Math.sign(x * nextY - nextX * y);
    if (turned === 0 || turned === -way) return false;
    way = turned;
    // Each time around, it comes once to the half line to the right.
    if (way * y < 0 && way * nextY >= 0) turns++;
    x = nextX;
    y = nextY;
  }
  return turns === 1;
}

interface Room {
  /** x0, y0, x1, y1 of each side. */
  readonly ends: Float64Array;
  /** Of each side's first point in the ring. */
  readonly numbers: Uint32Array;
  /** Least and most x, least and most y of each run of sides. */
  readonly boxes: Float64Array;
}

function roomFor(sides: number): Room {
  // Halved until a run is a leaf, no level is wider than twice the sides.
  return {
    ends: new Float64Array(4 * sides),
    numbers: new Uint32Array(sides),
    boxes: new Float64Array(16 * sides + 4),
  };
}

const usualRoom = roomFor(usualSides);

/**
 * The sides of a ring that have a length, in order. Those in a row lie near each other: runs of them, halved again and
 * again, meet few others' boxes.
 */
class Sides {
  readonly #many: number;
  readonly #ends: Float64Array;
  readonly #numbers: Uint32Array;
  readonly #boxes: Float64Array;
  #pairs = 0;
  #found: readonly [number, number] | null = null;

  /** @param room Enough for them; theirs until another ring is looked at. */
  constructor(points: Float64Array, { ends, numbers, boxes }: Room) {
    this.#ends = ends;
    this.#numbers = numbers;
    this.#boxes = boxes;
    let many = 0;
    for (let at = 0; at < points.length; at += 2) {
      const next = at + 2 < points.length ? at + 2 : 0;
      const x0 = points[at]!;
      const y0 = points[at + 1]!;
      const x1 = points[next]!;
      const y1 = points[next + 1]!;
      // A point that is there twice makes none.
      if (x0 === x1 && y0 === y1) continue;
      numbers[many] = at / 2;
      const to = 4 * many++;
      ends[to] = x0;
      ends[to + 1] = y0;
      ends[to + 2] = x1;
      ends[to + 3] = y1;
    }
    this.#many = many;
  }

  crossing(): readonly [number, number] | null {
    if (this.#many < 4) return null;
    this.#box(1, 0, this.#many);
    this.#within(1, 0, this.#many);
    return this.#found;
  }

  /** @param run Its number: those of its halves are twice that, and one more. */
  #box(run: number, from: number, to: number): void {
    const boxes = this.#boxes;
    let [x0, x1, y0, y1] = [Infinity, -Infinity, Infinity, -Infinity];
    if (to - from <= inLeaf) {
      const ends = this.#ends;
      for (let at = 4 * from; at < 4 * to; at += 2) {
        const x = ends[at]!;
        const y = ends[at + 1]!;
        if (x < x0) x0 = x;
        if (x > x1) x1 = x;
        if (y < y0) y0 = y;
        if (y > y1) y1 = y;
      }
    } else {
      const middle = (from + to) >>> 1;
      this.#box(2 * run, from, middle);
      this.#box(2 * run + 1, middle, to);
      const [a, b] = [8 * run, 8 * run + 4];
      x0 = Math.min(boxes[a]!, boxes[b]!);
      x1 = Math.max(boxes[a + 1]!, boxes[b + 1]!);
      y0 = Math.min(boxes[a + 2]!, boxes[b + 2]!);
      y1 = Math.max(boxes[a + 3]!, boxes[b + 3]!);
    }
    boxes[4 * run] = x0;
    boxes[4 * run + 1] = x1;
    boxes[4 * run + 2] = y0;
    boxes[4 * run + 3] = y1;
  }

  /** Looks among the sides of one run. @returns whether to look no further. */
  #within(run: number, from: number, to: number): boolean {
    if (to - from <= inLeaf) return this.#pairsOf(from, to, from, to);
    const middle = (from + to) >>> 1;
    return (
      this.#within(2 * run, from, middle) ||
      this.#within(2 * run + 1, middle, to) ||
      this.#between(2 * run, from, middle, 2 * run + 1, middle, to)
    );
  }

  /** Looks at the sides of two runs, the first of which comes first. @returns whether to look no further. */
  #between(one: number, from: number, to: number, other: number, start: number, end: number): boolean {
    const boxes = this.#boxes;
    const [a, b] = [4 * one, 4 * other];
    if (boxes[a]! > boxes[b + 1]! || boxes[a + 1]! < boxes[b]!) return false;
    if (boxes[a + 2]! > boxes[b + 3]! || boxes[a + 3]! < boxes[b + 2]!) return false;
    if (to - from <= inLeaf && end - start <= inLeaf) return this.#pairsOf(from, to, start, end);
    if (to - from > end - start) {
      const middle = (from + to) >>> 1;
      return (
        this.#between(2 * one, from, middle, other, start, end) ||
        this.#between(2 * one + 1, middle, to, other, start, end)
      );
    }
    const middle = (start + end) >>> 1;
    return (
      this.#between(one, from, to, 2 * other, start, middle) || this.#between(one, from, to, 2 * other + 1, middle, end)
    );
  }

  #pairsOf(from: number, to: number, start: number, end: number): boolean {
    for (let one = from; one < to; one++)
      for (let other = Math.max(start, one + 2); other < end; other++) {
        if (++this.#pairs > mostPairs) return true;
        if (!this.#meet(one, other)) continue;
        this.#found = [this.#numbers[one]!, this.#numbers[other]!];
        return true;
      }
    return false;
  }

  /** Whether each has its ends on both sides of the other, or does with the side that follows; neighbours share an end. */
  #meet(one: number, other: number): boolean {
    if (other - one === this.#many - 1) return false;
    const ends = this.#ends;
    const [a, b] = [4 * one, 4 * other];
    const x0 = ends[a]!;
    const y0 = ends[a + 1]!;
    const x1 = ends[a + 2]!;
    const y1 = ends[a + 3]!;
    const u0 = ends[b]!;
    const v0 = ends[b + 1]!;
    const u1 = ends[b + 2]!;
    const v1 = ends[b + 3]!;
    if ((u0 > x0 && u0 > x1 && u1 > x0 && u1 > x1) || (u0 < x0 && u0 < x1 && u1 < x0 && u1 < x1)) return false;
    if ((v0 > y0 && v0 > y1 && v1 > y0 && v1 > y1) || (v0 < y0 && v0 < y1 && v1 < y0 && v1 < y1)) return false;
    const first = turn(x0, y0, x1, y1, u0, v0);
    const second = turn(x0, y0, x1, y1, u1, v1);
    const third = turn(u0, v0, u1, v1, x0, y0);
    const fourth = turn(u0, v0, u1, v1, x1, y1);
    if (second === 0 || fourth === 0) return this.#meetInCorner(one, other, { second, fourth });
    return first * second < 0 && third * fourth < 0;
  }

  /** Whether the ring goes through one of these sides where the other one ends. Each corner is the end of one side. */
  #meetInCorner(one: number, other: number, { second, fourth }: { second: number; fourth: number }): boolean {
    if (second === 0 && fourth === 0) return this.#endTogether(one, other);
    return second === 0 ? this.#goesThrough(one, other) : this.#goesThrough(other, one);
  }

  #endTogether(one: number, other: number): boolean {
    const ends = this.#ends;
    if (ends[4 * one + 2] !== ends[4 * other + 2] || ends[4 * one + 3] !== ends[4 * other + 3]) return false;
    return cornersCross(this.#cornerAfter(one), this.#cornerAfter(other));
  }

  /** Whether the end of a side lies within another, whose two sides the ring visits before and after. */
  #goesThrough(through: number, side: number): boolean {
    const ends = this.#ends;
    const [a, b, c] = [4 * through, 4 * side, 4 * this.#after(side)];
    const [x0, y0, x1, y1] = [ends[a]!, ends[a + 1]!, ends[a + 2]!, ends[a + 3]!];
    const [x, y] = [ends[b + 2]!, ends[b + 3]!];
    const isWithin = (x - x0) * (x - x1) + (y - y0) * (y - y1) < 0;
    return (
      isWithin && turn(x0, y0, x1, y1, ends[b]!, ends[b + 1]!) * turn(x0, y0, x1, y1, ends[c + 2]!, ends[c + 3]!) < 0
    );
  }

  #cornerAfter(side: number) {
    const ends = this.#ends;
    const [a, b] = [4 * side, 4 * this.#after(side)];
    const [x, y] = [ends[a + 2]!, ends[a + 3]!];
    return { inX: ends[a]! - x, inY: ends[a + 1]! - y, outX: ends[b + 2]! - x, outY: ends[b + 3]! - y };
  }

  #after(side: number): number {
    return side + 1 < this.#many ? side + 1 : 0;
  }
}

/** On which side of the line from (x0, y0) to (x1, y1) a place lies. */
function turn(x0: number, y0: number, x1: number, y1: number, x: number, y: number): number {
  return Math.sign((x1 - x0) * (y - y0) - (y1 - y0) * (x - x0));
}
