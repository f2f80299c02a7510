import type { SideModule } from '../lacking';
import type { Reader } from './readers';

/** What is loaded beside libvips for some files alone. */
export type Part = SideModule | 'imagemagick';

/** Millions of bytes of each, as it is served. */
export const partMegabytes: Readonly<Record<Part, number>> = { heif: 3.8, jxl: 2.2, resvg: 1.2, imagemagick: 14.8 };

/** What a reader needs loaded; null for no more than any image. */
export function partFor({ by, needs }: Reader): Part | null {
  return by === 'imagemagick' ? 'imagemagick' : (needs[0] ?? null);
}
