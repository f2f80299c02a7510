import type { ImageFormat } from './header';

/** Names for sentences. */
export const formatNames: Readonly<Record<ImageFormat, string>> = {
  jpeg: 'JPEG',
  png: 'PNG',
  webp: 'WebP',
  gif: 'GIF',
  tiff: 'TIFF',
  ppm: 'PNM',
  radiance: 'Radiance HDR',
  avif: 'AVIF',
  heif: 'HEIC',
  jxl: 'JPEG XL',
  svg: 'SVG',
  bmp: 'BMP',
  ico: 'ICO',
  tga: 'TGA',
  psd: 'Photoshop',
  jp2: 'JPEG 2000',
  qoi: 'QOI',
  exr: 'OpenEXR',
  fits: 'FITS',
  pdf: 'PDF',
  raw: 'Camera raw',
};
