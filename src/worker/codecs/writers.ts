import type { Note } from '../../core/dataset/outcome';
import { ItemError } from '../../core/errors';
import type { Size } from '../../core/geometry/geometry';
import type { ImageFormat } from '../../core/header/header';
import type { SideModule } from '../../core/lacking';
import type { Recipe } from '../../core/recipe/recipe';
import { formatNames } from '../../core/header/format-names';

export type WrittenFormat = 'jpeg' | 'png' | 'webp' | 'avif' | 'jxl' | 'tiff' | 'gif' | 'ppm' | 'bmp' | 'qoi';

/** Metadata as libvips tells it apart; `other` are comments and descriptions. */
export type MetadataKind = 'exif' | 'xmp' | 'iptc' | 'icc' | 'other';

/** What a format can hold, and what writing it needs. */
export interface Writer {
  readonly extension: string;
  /** Of each side. */
  readonly maxPx: number;
  readonly alpha: boolean;
  /** Bits per sample at most; floats beyond 16. */
  readonly depth: 8 | 16 | 'float';
  /** Whether readers turn by a tag that it can hold. */
  readonly orientation: boolean;
  /** Whether a single grey band is a picture in it. */
  readonly grey: boolean;
  /** Whether a quality decides its size, so that one can be found for a size. */
  readonly lossy: boolean;
  /** What its writer writes of a file's metadata, where the recipe keeps it. The orientation is told apart. */
  readonly metadata: readonly MetadataKind[];
  readonly needs: readonly SideModule[];
}

const usual = {
  alpha: true,
  depth: 8,
  orientation: false,
  grey: true,
  lossy: false,
  metadata: [],
  needs: [],
} as const;

const most = ['icc', 'exif', 'xmp'] as const;

export const writers: Readonly<Record<WrittenFormat, Writer>> = {
  jpeg: {
    ...{ ...usual, extension: 'jpg', maxPx: 65500, alpha: false, orientation: true, lossy: true },
    metadata: [...most, 'iptc'],
  },
  png: { ...usual, extension: 'png', maxPx: 2 ** 31 - 1, depth: 16, orientation: true, metadata: [...most, 'other'] },
  webp: { ...usual, extension: 'webp', maxPx: 16383, orientation: true, lossy: true, metadata: most },
  // Readers turn by `irot` alone, and some by nothing, so pixels are turned instead.
  avif: { ...usual, extension: 'avif', maxPx: 16384, depth: 16, lossy: true, metadata: most, needs: ['heif'] },
  jxl: { ...usual, extension: 'jxl', maxPx: 2 ** 30, depth: 'float', lossy: true, metadata: most, needs: ['jxl'] },
  // libvips writes a TIFF's own tags, and no directory of EXIF.
  tiff: {
    ...{ ...usual, extension: 'tif', maxPx: 2 ** 31 - 1, depth: 'float', orientation: true },
    metadata: ['icc', 'xmp', 'iptc', 'other'],
  },
  gif: { ...usual, extension: 'gif', maxPx: 65535 },
  ppm: { ...usual, extension: 'ppm', maxPx: 2 ** 31 - 1, alpha: false, depth: 16 },
  bmp: { ...usual, extension: 'bmp', maxPx: 2 ** 31 - 1 },
  qoi: { ...usual, extension: 'qoi', maxPx: 2 ** 31 - 1, grey: false },
};

export function extensionOf(format: WrittenFormat): string {
  return writers[format].extension;
}

/** The format written: the recipe's, or the input's own where that is asked for and can be written. */
export function writtenFormat(output: Recipe['output'], source: ImageFormat): { format: WrittenFormat; notes: Note[] } {
  const wanted = output.format === 'same' ? source : output.format;
  if (isWritten(wanted)) return { format: wanted, notes: [] };
  const detail = `${formatNames[source]} cannot be written, so this is a PNG.`;
  return { format: 'png', notes: [{ code: 'format-changed', detail }] };
}

function isWritten(format: string): format is WrittenFormat {
  return Object.hasOwn(writers, format);
}

/** @throws ItemError `step-failed` where a side is longer than the format can say. */
export function assertFits({ width, height }: Size, format: WrittenFormat): void {
  const { maxPx } = writers[format];
  if (Math.max(width, height) <= maxPx) return;
  const size = `${width} × ${height} px`;
  throw new ItemError(
    'step-failed',
    `${formatNames[format]} holds sides of up to ${maxPx} px; the result has ${size}.`,
  );
}
