/** One plane of floats, rows from top to bottom. */
export interface Plane {
  readonly width: number;
  readonly height: number;
  readonly values: Float32Array;
}

/** Luma of 8-bit samples of one band or three (ITU-T T.871: 0.299 R + 0.587 G + 0.114 B). */
export function lumaOf(samples: Uint8Array, { width, height, channels }: Samples): Plane {
  const values = new Float32Array(width * height);
  for (let i = 0, at = 0; i < values.length; i++, at += channels) {
    values[i] =
      channels < 3 ? samples[at]! : 0.299 * samples[at]! + 0.587 * samples[at + 1]! + 0.114 * samples[at + 2]!;
  }
  return { width, height, values };
}

interface Samples {
  readonly width: number;
  readonly height: number;
  readonly channels: number;
}
