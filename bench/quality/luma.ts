/** One plane of floats, rows from top to bottom. */
export interface Plane {
  readonly width: number;
  readonly height: number;
  readonly values: Float32Array;
}

/** Of red, green and blue (ITU-T T.871). */
export const lumaWeights = [0.299, 0.587, 0.114] as const;

/** Luma of 8-bit samples of one band or three. */
export function lumaOf(samples: Uint8Array, { width, height, channels }: Samples): Plane {
  const values = new Float32Array(width * height);
  const [red, green, blue] = lumaWeights;
  for (let i = 0, at = 0; i < values.length; i++, at += channels) {
    values[i] = channels < 3 ? samples[at]! : red * samples[at]! + green * samples[at + 1]! + blue * samples[at + 2]!;
  }
  return { width, height, values };
}

interface Samples {
  readonly width: number;
  readonly height: number;
  readonly channels: number;
}
