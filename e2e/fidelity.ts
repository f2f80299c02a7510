import { PNG } from 'pngjs';
import { lumaOf, type Plane } from '../bench/quality/luma';
import { shiftBetween } from '../bench/quality/shift';
import { ssim } from '../bench/quality/ssim';

/** How far one rendering of an image lies from another; levels of 8 bits, pixels. */
export interface Distance {
  /** Mean absolute difference over all channels, alpha among them where there is any; colours premultiplied. */
  readonly mean: number;
  /** The largest of the channels' mean signed differences: a tint, or a change of brightness. */
  readonly signed: number;
  /** Of luma. */
  readonly ssim: number;
  readonly shiftPx: number;
}

export function distanceBetween(onePng: Buffer, otherPng: Buffer): Distance {
  const one = PNG.sync.read(onePng);
  const other = PNG.sync.read(otherPng);
  if (one.width !== other.width || one.height !== other.height)
    throw new Error(`Expected one size, received ${one.width} × ${one.height} and ${other.width} × ${other.height}.`);
  for (const { data } of [one, other]) premultiply(data);
  const hasAlpha = [one, other].some(({ data }) => data.some((level, i) => i % 4 === 3 && level < 255));
  const channels = hasAlpha ? 4 : 3;
  const sums = [0, 0, 0, 0];
  let absolute = 0;
  for (let i = 0; i < one.data.length; i += 4)
    for (let channel = 0; channel < channels; channel++) {
      const apart = one.data[i + channel]! - other.data[i + channel]!;
      sums[channel]! += apart;
      absolute += Math.abs(apart);
    }
  const pixels = one.width * one.height;
  const [a, b] = [lumaOfPng(one), lumaOfPng(other)];
  const shift = shiftBetween(a, b);
  return {
    mean: absolute / (channels * pixels),
    signed: Math.max(...sums.map((sum) => Math.abs(sum) / pixels)),
    ssim: ssim(a, b),
    shiftPx: Math.max(Math.abs(shift.x), Math.abs(shift.y)),
  };
}

/** As much as shows: under no alpha any colour is as good as another. */
function premultiply(data: Uint8Array): void {
  for (let i = 0; i < data.length; i += 4)
    for (let channel = 0; channel < 3; channel++)
      data[i + channel] = Math.round((data[i + channel]! * data[i + 3]!) / 255);
}

function lumaOfPng({ data, width, height }: Pick<PNG, 'data' | 'width' | 'height'>): Plane {
  return lumaOf(new Uint8Array(data), { width, height, channels: 4 });
}
