// Pictures for encoders, made from whole numbers alone so that they are the same everywhere.
import { noise } from './guarded';

export const pictureKinds = ['noise', 'extremes', 'gradient', 'flat', 'photograph'] as const;
export type PictureKind = (typeof pictureKinds)[number];

export interface RgbPicture {
  readonly width: number;
  readonly height: number;
  /** RGB. */
  readonly bytes: Uint8Array;
}

export function rgbPicture(kind: PictureKind, width: number, height: number): RgbPicture {
  if (kind === 'noise' || kind === 'extremes') return noise(width, height, 3, width * 31 + height, kind === 'extremes');
  const bytes = new Uint8Array(width * height * 3);
  const grain = kind === 'photograph' ? noise(width, height, 3, 5).bytes : bytes;
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      for (let band = 0; band < 3; band++) {
        const at = (y * width + x) * 3 + band;
        bytes[at] =
          kind === 'flat' ? 114 + band : kind === 'gradient' ? slope(x, y, band) : scene(x, y, band, grain[at]!);
      }
  return { width, height, bytes };
}

function slope(x: number, y: number, band: number): number {
  return [(x * 3 + y) >> 2, (x + y * 2) >> 1, 255 - x][band]! & 255;
}

/** Soft waves, hard edges of coloured discs, and grain. */
function scene(x: number, y: number, band: number, grain: number): number {
  const wave = (t: number) => Math.abs((t & 255) - 128);
  const disc = (((x % 90) - 45) ** 2 + ((y % 70) - 35) ** 2 < 500 + 100 * band ? 70 : 0) * (((x / 90) & 1) + 1);
  return Math.min(255, 20 + wave(x + 2 * y * (band + 1)) + disc + (grain >> 4));
}
