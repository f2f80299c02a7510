import type { SideModule } from '../lacking';
import type { ImageFormat } from './header';

/** What is loaded beside libvips for some formats alone. */
export type Part = SideModule | 'imagemagick';

/** Millions of bytes of each, as it is served. */
export const partMegabytes: Readonly<Record<Part, number>> = { heif: 3.8, jxl: 2.2, resvg: 1.2, imagemagick: 14.8 };

/** What reading a format needs loaded: null for no more than any format, `nobody` for a format that is not read. */
export const loadedFor: Readonly<Record<ImageFormat, Part | 'nobody' | null>> = {
  jpeg: null,
  png: null,
  webp: null,
  gif: null,
  tiff: null,
  ppm: null,
  radiance: null,
  avif: 'heif',
  jxl: 'jxl',
  svg: 'resvg',
  heif: 'imagemagick',
  bmp: 'imagemagick',
  ico: 'imagemagick',
  tga: 'imagemagick',
  psd: 'imagemagick',
  jp2: 'imagemagick',
  qoi: 'imagemagick',
  exr: 'nobody',
  fits: 'nobody',
  pdf: 'nobody',
  raw: 'nobody',
};
