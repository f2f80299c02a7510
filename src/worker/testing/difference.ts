import type { Raster } from './raster';

export interface Difference {
  /** Mean of the samples' distances, in levels of 8 bits. */
  readonly mean: number;
  /** The largest of them. */
  readonly worst: number;
  /** The share of samples that lie within `within` levels. */
  readonly share: number;
}

/** How far two pictures of one shape lie apart. A 16-bit picture counts in 257ths, so that levels are those of 8 bits. */
export function difference(one: Raster, other: Raster, within = 0): Difference {
  const shape = ({ width, height, bands, depth, data }: Raster) =>
    `${width} × ${height}, ${bands} bands, ${depth} bits, ${data.length} samples`;
  if (shape(one) !== shape(other)) throw new Error(`Expected ${shape(one)}, received ${shape(other)}.`);
  const level = one.depth === 8 ? 1 : 257;
  let sum = 0;
  let worst = 0;
  let near = 0;
  for (let i = 0; i < one.data.length; i++) {
    const apart = Math.abs((one.data[i] ?? 0) - (other.data[i] ?? 0)) / level;
    sum += apart;
    worst = Math.max(worst, apart);
    if (apart <= within) near++;
  }
  return { mean: sum / one.data.length, worst, share: near / one.data.length };
}
