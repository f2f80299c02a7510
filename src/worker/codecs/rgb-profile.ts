/** sRGB's primaries under the profile connection space's D50 (IEC 61966-2-1, adapted by Bradford): X, Y, Z of each. */
const primaries = {
  rXYZ: [0.43607, 0.22249, 0.01392],
  gXYZ: [0.38515, 0.71687, 0.09708],
  bXYZ: [0.14307, 0.06061, 0.7141],
} as const;

/** Of each number: what profiles of sRGB differ by among themselves, and a third of an 8-bit level at most. */
const tolerance = 0.001;

/**
 * Whether a profile (ICC.1:2022) is sRGB to all that 8 bits can tell, so that converting by it changes nothing. Most
 * files with a profile have this one, and converting costs as much as decoding. Says no where it cannot tell.
 */
export function isSrgb(profile: Uint8Array): boolean {
  const tags = matrixTagsOf(profile);
  if (tags === null) return false;
  const areSame = Object.entries(primaries).every(([name, expected]) => {
    const tag = tags.get(name);
    if (!tag || tag.byteLength < 20 || textAt(tag, 0) !== 'XYZ ') return false;
    return expected.every((value, i) => Math.abs(fixedAt(tag, 8 + 4 * i) - value) <= tolerance);
  });
  return areSame && ['rTRC', 'gTRC', 'bTRC'].every((name) => isSrgbCurve(tags.get(name)));
}

/** Whether a grey profile has sRGB's curve, to all that 8 bits can tell: converting by it and back changes nothing. */
export function isSrgbGrey(profile: Uint8Array): boolean {
  const view = new DataView(profile.buffer, profile.byteOffset, profile.byteLength);
  if (profile.length < 132 || textAt(view, 16) !== 'GRAY') return false;
  return isSrgbCurve(tagsOf(view)?.get('kTRC'));
}

/**
 * Whether a profile is of the simple kind that cameras, phones and editors write: three curves and a matrix (ICC.1:2022,
 * F.3), as Display P3 and Adobe RGB are. Whoever converts by one of these has no choice of how. Says no where it cannot
 * tell.
 */
export function isMatrixProfile(profile: Uint8Array): boolean {
  const tags = matrixTagsOf(profile);
  if (tags === null) return false;
  const isColumn = (name: string) => {
    const tag = tags.get(name);
    return tag !== undefined && tag.byteLength >= 20 && textAt(tag, 0) === 'XYZ ';
  };
  const isCurve = (name: string) => ['curv', 'para'].includes(textAt(tags.get(name) ?? noTag, 0));
  return Object.keys(primaries).every(isColumn) && ['rTRC', 'gTRC', 'bTRC'].every(isCurve);
}

/**
 * Whether a profile is one at all, and for such colours (ICC.1:2022, 7.2): libvips takes its own for one that is not, and
 * says nothing of it.
 */
export function isProfileOf(profile: Uint8Array, space: 'grey' | 'rgb' | 'cmyk'): boolean {
  const view = new DataView(profile.buffer, profile.byteOffset, profile.byteLength);
  if (profile.length < 132 || textAt(view, 36) !== 'acsp') return false;
  return textAt(view, 16) === { grey: 'GRAY', rgb: 'RGB ', cmyk: 'CMYK' }[space];
}

const noTag = new DataView(new ArrayBuffer(4));

/** The tags of a profile from RGB to XYZ that has no tables, which take precedence over curves and a matrix; else null. */
function matrixTagsOf(profile: Uint8Array): Map<string, DataView> | null {
  const view = new DataView(profile.buffer, profile.byteOffset, profile.byteLength);
  if (profile.length < 132 || textAt(view, 16) !== 'RGB ' || textAt(view, 20) !== 'XYZ ') return null;
  const tags = tagsOf(view);
  const hasTables = ['A2B0', 'A2B1', 'A2B2', 'D2B0', 'D2B1', 'D2B2'].some((name) => tags?.has(name));
  return hasTables ? null : tags;
}

/** The tags' data by signature; null where the table leads outside. */
function tagsOf(view: DataView): Map<string, DataView> | null {
  const tags = new Map<string, DataView>();
  const count = view.getUint32(128);
  if (132 + 12 * count > view.byteLength) return null;
  for (let i = 0, at = 132; i < count; i++, at += 12) {
    const [offset, size] = [view.getUint32(at + 4), view.getUint32(at + 8)];
    if (size < 8 || offset + size > view.byteLength) return null;
    tags.set(textAt(view, at), new DataView(view.buffer, view.byteOffset + offset, size));
  }
  return tags;
}

/** Whether each of the 256 levels, made linear by the curve and coded again as sRGB, is the level that it was. */
function isSrgbCurve(tag: DataView | undefined): boolean {
  const curve = tag && curveOf(tag);
  if (!curve) return false;
  for (let level = 0; level < 256; level++) {
    if (!(Math.abs(coded(curve(level / 255)) * 255 - level) < 0.45)) return false;
  }
  return true;
}

type Curve = (value: number) => number;

function curveOf(tag: DataView): Curve | null {
  const type = textAt(tag, 0);
  if (type === 'curv' && tag.byteLength >= 12) return tableOf(tag);
  if (type === 'para' && tag.byteLength >= 12) return functionOf(tag);
  return null;
}

/** ICC.1:2022, 10.6: entries of 16 bits, linear between them. One entry is a gamma, none is the identity. */
function tableOf(tag: DataView): Curve | null {
  const count = tag.getUint32(8);
  if (count < 2 || 12 + 2 * count > tag.byteLength) return null;
  return (value) => {
    const at = value * (count - 1);
    const below = Math.min(count - 2, Math.floor(at));
    const [low, high] = [tag.getUint16(12 + 2 * below), tag.getUint16(14 + 2 * below)];
    return (low + (high - low) * (at - below)) / 65535;
  };
}

/** How many numbers each type of a function has. */
const parameters = [1, 3, 4, 5, 7];

/** ICC.1:2022, 10.18: a power from `d` on, a line below. sRGB is written as type 3, or as type 4 without offsets (Skia). */
function functionOf(tag: DataView): Curve | null {
  const type = tag.getUint16(8);
  const count = parameters[type];
  if (count === undefined || tag.byteLength < 12 + 4 * count) return null;
  const numbers = Array.from({ length: count }, (_, i) => fixedAt(tag, 12 + 4 * i));
  const [g = 1, a = 1, b = 0] = numbers;
  const power = (value: number) => (a * value + b) ** g;
  if (type === 0) return power;
  const [, , , third = 0, d = 0, e = 0, f = 0] = numbers;
  if (type < 3) return (value) => third + (value >= -b / a ? power(value) : 0);
  return (value) => (value >= d ? power(value) + e : third * value + f);
}

/** Linear light to sRGB's code (IEC 61966-2-1). */
function coded(linear: number): number {
  return linear <= 0.0031308 ? 12.92 * linear : 1.055 * linear ** (1 / 2.4) - 0.055;
}

/** s15Fixed16Number. */
function fixedAt(view: DataView, at: number): number {
  return view.getInt32(at) / 65536;
}

function textAt(view: DataView, at: number): string {
  return String.fromCharCode(view.getUint8(at), view.getUint8(at + 1), view.getUint8(at + 2), view.getUint8(at + 3));
}
