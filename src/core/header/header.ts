/** Formats known by content. `heif` covers HEIC; `avif` is told apart by its brand. */
export type ImageFormat =
  | 'jpeg'
  | 'png'
  | 'webp'
  | 'gif'
  | 'tiff'
  | 'ppm'
  | 'radiance'
  | 'avif'
  | 'heif'
  | 'jxl'
  | 'svg'
  | 'bmp'
  | 'ico'
  | 'tga'
  | 'psd'
  | 'jp2'
  | 'qoi'
  | 'exr'
  | 'fits'
  | 'pdf'
  | 'raw';

/** EXIF's Orientation: 1 is upright, 2–8 as in EXIF 2.32, table 6. */
export type Orientation = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;

/** What is known of an image before a pixel is decoded. */
export interface Header {
  readonly format: ImageFormat;
  /** As stored, before any orientation. */
  readonly width: number;
  readonly height: number;
  readonly orientation: Orientation;
  /** Decoded bands: 1 grey, 2 grey + alpha, 3 RGB, 4 RGBA or CMYK. A palette counts as what it expands to. */
  readonly bands: number;
  /** Whether the last band is alpha. */
  readonly alpha: boolean;
  /** `cmyk` also for YCCK. */
  readonly space: 'grey' | 'rgb' | 'cmyk';
  /** Bits per sample as stored: 1, 2, 4, 8, 10, 12, 16, 32. */
  readonly depth: number;
  readonly float: boolean;
  /** Pages or frames, at least 1. */
  readonly pages: number;
  /** Whether an ICC profile is embedded. */
  readonly profile: boolean;
  /** JPEG's chroma subsampling; null for other formats, `other` where it is none of the usual. */
  readonly sampling: '4:4:4' | '4:2:2' | '4:2:0' | '4:4:0' | '4:1:1' | 'other' | null;
  /** JPEG: more than one scan, as progressive files have; PNG: Adam7. */
  readonly interlaced: boolean;
  /** Whether the format's end marker stands in the file's tail; null where the format has none that we read. */
  readonly complete: boolean | null;
}
