import { z } from '../zod';
import type { Fill } from './operation';

/** `#rrggbb` or `#rrggbbaa`, sRGB, straight alpha. */
export const colourPattern = /^#([0-9a-fA-F]{6}|[0-9a-fA-F]{8})$/;

/** The schema of a colour; forms draw a colour field from it. */
export const colour = () => z.string().regex(colourPattern);

/** @param hex As `colour` accepts it; without alpha it is opaque. */
export function fillOf(hex: string): Fill {
  const part = (index: number) => Number.parseInt(hex.slice(1 + 2 * index, 3 + 2 * index), 16) / 255;
  return [part(0), part(1), part(2), hex.length > 7 ? part(3) : 1];
}
