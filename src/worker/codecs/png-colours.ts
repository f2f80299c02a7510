import { Bytes } from '../../core/header/bytes';
import { pngChunks } from './chunks';

/** What the chunks of a PNG say of its colours (PNG 3rd edition, 4.3 and 11.3.2). */
export interface PngColours {
  /** The chunk by which, of those that libvips does not follow, they are other than sRGB's; null for none. */
  readonly said: 'cICP' | 'gAMA' | 'cHRM' | null;
  /** iCCP's profile, packed; null where there is none. */
  readonly profile: Uint8Array | null;
  readonly hasCicp: boolean;
  readonly isAnimated: boolean;
}

export function pngColours(bytes: Uint8Array): PngColours {
  const found = new Map([...pngChunks(bytes)].map((chunk) => [chunk.name, chunk]));
  const iccp = found.get('iCCP');
  const profile = iccp ? bytes.subarray(bytes.indexOf(0, iccp.body) + 2, iccp.end) : null;
  const cicp = found.get('cICP')?.body;
  const bodies = { cicp, gamma: found.get('gAMA')?.body, points: found.get('cHRM')?.body };
  return {
    said: saidBy(new Bytes(bytes), bodies, profile !== null || found.has('sRGB')),
    profile,
    hasCicp: cicp !== undefined,
    isAnimated: found.has('acTL'),
  };
}

interface Bodies {
  readonly cicp: number | undefined;
  readonly gamma: number | undefined;
  readonly points: number | undefined;
}

/** A profile is the same colours as a cICP beside it, as far as one can say them: not those of high dynamic range. */
function saidBy(file: Bytes, { cicp, gamma, points }: Bodies, isTold: boolean): PngColours['said'] {
  if (cicp !== undefined) {
    const [primaries, transfer] = [file.u8(cicp), file.u8(cicp + 1)];
    if (isTold ? isHighRange(transfer) : !isUsual(primaries, transfer)) return 'cICP';
    return null;
  }
  if (isTold) return null;
  // A gamma of 0 is none.
  if (gamma !== undefined && file.u32(gamma) > 0 && Math.abs(file.u32(gamma) - srgbGamma) > tolerance) return 'gAMA';
  const isSrgbs = (point: number, i: number) => Math.abs(file.u32(points! + 4 * i) - point) <= tolerance; // Asked first.
  return points === undefined || srgbPoints.every(isSrgbs) ? null : 'cHRM';
}

/** In 100,000ths, as its points: white, red, green and blue, x and y (PNG 3rd edition, 11.3.2.1 and 11.3.2.2). */
const srgbGamma = 45455;
const srgbPoints = [31270, 32900, 64000, 33000, 30000, 60000, 15000, 6000];
const tolerance = 50;

/**
 * Whether code points (ITU-T H.273, tables 2 and 3) are sRGB's or say nothing: BT.709's curves are drawn by sRGB's
 * everywhere.
 */
export function isUsual(primaries: number, transfer: number): boolean {
  return [1, 2].includes(primaries) && [1, 2, 6, 13, 14, 15].includes(transfer);
}

/** PQ and HLG. */
function isHighRange(transfer: number): boolean {
  return transfer === 16 || transfer === 18;
}
