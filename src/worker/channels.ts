import type { Fill } from '../core/operations/operation';
import type { Kernels } from './kernels';
import { bandsOf, type Packed, type Pixels } from './pixels';

/** Interleaved bytes that files hold. */
export type Channels = 'grey' | 'rgb' | 'rgba';

/**
 * Pixels in another layout, in new memory unless they have it already: grey from linear light as libvips' `b-w`, alpha
 * laid on the background as its `flatten`, grey repeated in each colour.
 */
export function inChannels(kernels: Kernels, pixels: Pixels, wanted: Channels, background: Fill): Packed {
  const plain = withoutPadding(kernels, pixels);
  if (plain.layout === wanted) return plain;
  const count = plain.width * plain.height;
  const bands = bandsOf(wanted);
  const at = kernels.alloc(count * bands);
  const to = kernels.bytes(at, count * bands);
  const from = kernels.bytes(plain.at, count * bandsOf(plain.layout));
  converters[`${plain.layout as Channels}>${wanted}`]?.(from, to, count, background);
  return { kind: 'packed', layout: wanted, at, stride: plain.width * bands, width: plain.width, height: plain.height };
}

/** Grey, RGB or RGBA, row after row without gaps. */
function withoutPadding(kernels: Kernels, pixels: Pixels): Packed {
  if (pixels.kind === 'packed' && (pixels.layout === 'grey' || pixels.layout === 'rgb' || pixels.layout === 'rgba'))
    return pixels;
  const { width, height } = pixels;
  const at = kernels.alloc(width * height * 3);
  const rgb = { kind: 'packed', layout: 'rgb', at, stride: width * 3, width, height } as const;
  kernels.toRgb(pixels, rgb);
  return rgb;
}

type Convert = (from: Uint8Array, to: Uint8Array, count: number, background: Fill) => void;

const converters: Partial<Record<`${Channels}>${Channels}`, Convert>> = {
  'grey>rgb': (from, to, count) => {
    for (let i = 0; i < count; i++) to[3 * i] = to[3 * i + 1] = to[3 * i + 2] = from[i]!;
  },
  'grey>rgba': (from, to, count) => {
    for (let i = 0; i < count; i++) {
      to[4 * i] = to[4 * i + 1] = to[4 * i + 2] = from[i]!;
      to[4 * i + 3] = 255;
    }
  },
  'rgb>grey': (from, to, count) => {
    for (let i = 0; i < count; i++) to[i] = greyOf(from[3 * i]!, from[3 * i + 1]!, from[3 * i + 2]!);
  },
  'rgb>rgba': (from, to, count) => {
    for (let i = 0; i < count; i++) {
      for (let band = 0; band < 3; band++) to[4 * i + band] = from[3 * i + band]!;
      to[4 * i + 3] = 255;
    }
  },
  'rgba>rgb': (from, to, count, background) => {
    const [red, green, blue] = background.map((part) => Math.round(part * 255));
    const under = [red!, green!, blue!];
    for (let i = 0; i < count; i++) {
      const alpha = from[4 * i + 3]!;
      for (let band = 0; band < 3; band++)
        to[3 * i + band] = Math.floor((from[4 * i + band]! * alpha + under[band]! * (255 - alpha)) / 255);
    }
  },
  'rgba>grey': (from, to, count, background) => {
    const rgb = new Uint8Array(3 * count);
    converters['rgba>rgb']?.(from, rgb, count, background);
    converters['rgb>grey']?.(rgb, to, count, background);
  },
};

/** Linear light of each level (IEC 61966-2-1). */
const linear = Float32Array.from({ length: 256 }, (_, level) => {
  const value = level / 255;
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
});

/** Luminance of BT.709's primaries, and back to a level. */
export function greyOf(red: number, green: number, blue: number): number {
  const y = 0.2126 * linear[red]! + 0.7152 * linear[green]! + 0.0722 * linear[blue]!;
  return Math.round(255 * (y <= 0.0031308 ? 12.92 * y : 1.055 * y ** (1 / 2.4) - 0.055));
}
