import { decode, encode } from 'fast-png';
import type { Size } from '../../core/geometry/geometry';
import { readHeader } from '../../core/header/read';
import { sentence } from '../text/text';

/** A PNG as what its pixels say, not as what they look like: no palette is applied, nothing is converted. */
export interface Plane {
  readonly size: Size;
  /** `index`: grey values; `palette`: indexes of a palette; `colour`: red, green and blue as 0xRRGGBB. */
  readonly kind: 'index' | 'palette' | 'colour';
  /** Row by row. */
  readonly values: Uint32Array;
  /** Colours by index; empty unless there is a palette. */
  readonly palette: readonly Colour[];
  /** From 0 to 255, null where there is none. */
  readonly alpha: Uint8Array | null;
}

/** What is to be written as a PNG. */
export type Pixels = Pick<Plane, 'size' | 'kind' | 'values'>;

/** What is wrong with a mask's file. */
export class PlaneTrouble extends Error {}

/** As large as an image may be by default. */
const mostPixels = 400_000_000;

/** @throws PlaneTrouble for what is no PNG, and one whose pixels cannot be read. */
export function planeOf(bytes: Uint8Array): Plane {
  const { header } = readHeader(bytes);
  if (header?.format !== 'png') throw new PlaneTrouble('Expected a PNG, received another file.');
  const { width, height } = header;
  if (width * height > mostPixels) throw new PlaneTrouble(`Expected ${mostPixels} pixels at most, received more.`);
  try {
    // A view of a part would be read as the whole of its memory.
    const { data, depth, channels, palette } = decode(bytes.slice(), { checkCrc: true });
    const samples = depth < 8 ? unpacked(data, { width, height }, depth) : data;
    if (samples.length < width * height * channels) throw new Error('its pixels end early');
    const scale = (value: number) => (depth === 16 ? value >> 8 : value);
    const values = new Uint32Array(width * height);
    const hasAlpha = !palette && (channels === 2 || channels === 4);
    const alpha = hasAlpha ? new Uint8Array(width * height) : null;
    for (let at = 0; at < values.length; at++) {
      const from = at * channels;
      const value = samples[from] ?? 0;
      values[at] =
        channels < 3
          ? value
          : (scale(value) << 16) | (scale(samples[from + 1] ?? 0) << 8) | scale(samples[from + 2] ?? 0);
      if (alpha) alpha[at] = scale(samples[from + channels - 1] ?? 0);
    }
    const kind = palette ? 'palette' : channels < 3 ? 'index' : 'colour';
    const colours = (palette ?? []).map(([red = 0, green = 0, blue = 0]): Colour => [red, green, blue]);
    return { size: { width, height }, kind, values, palette: colours, alpha };
  } catch (error) {
    throw new PlaneTrouble(`Expected a PNG whose pixels can be read: ${sentence((error as Error).message)}`);
  }
}

/** Bits of 1, 2 or 4 as numbers; each row begins with a byte of its own. */
function unpacked(data: ArrayLike<number>, { width, height }: Size, depth: number): Uint8Array {
  const stride = Math.ceil((width * depth) / 8);
  const values = new Uint8Array(width * height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const bit = x * depth;
      const byte = data[y * stride + (bit >> 3)] ?? 0;
      values[y * width + x] = (byte >> (8 - depth - (bit & 7))) & ((1 << depth) - 1);
    }
  return values;
}

export type Colour = readonly [number, number, number];

/** Written as grey, as indexes of a palette, or as colours; grey in 16 bits where a value needs them. */
export function planeBytes({ size, kind, values }: Pixels, palette: readonly Colour[] = []): Uint8Array {
  if (kind === 'colour') {
    const data = new Uint8Array(values.length * 3);
    values.forEach((value, at) => data.set([value >> 16, (value >> 8) & 255, value & 255], at * 3));
    return encode({ ...size, data, channels: 3, depth: 8 });
  }
  const isDeep = kind === 'index' && values.some((value) => value > 255);
  if (isDeep) return encode({ ...size, data: Uint16Array.from(values), channels: 1, depth: 16 });
  const data = Uint8Array.from(values);
  if (kind === 'index') return encode({ ...size, data, channels: 1, depth: 8 });
  return encode({ ...size, data, channels: 1, depth: 8, palette: palette.map((colour) => [...colour]) });
}

export function packed([red, green, blue]: Colour): number {
  return (red << 16) | (green << 8) | blue;
}

export function unpackedColour(value: number): Colour {
  return [value >> 16, (value >> 8) & 255, value & 255];
}
