/** Files of the site that most visits do without: kept when first used, or when a person wants everything offline. */
export interface Part {
  /** A stable word. */
  readonly id: string;
  /** In a person's words. */
  readonly name: string;
  /** What it is for: the end of “Needed for …”. */
  readonly purpose: string;
  /** Addresses in the built site, `*` standing for a hash. The build fails where one of them matches no file. */
  readonly files: readonly string[];
}

/** To make files of the build optional is to add an entry. Everything that no entry names is kept at the first visit. */
export const parts: readonly Part[] = [
  {
    id: 'avif',
    name: 'AVIF',
    purpose: 'reading and writing AVIF',
    files: ['assets/vips-heif-*.wasm'],
  },
  {
    id: 'jxl',
    name: 'JPEG XL',
    purpose: 'reading and writing JPEG XL',
    files: ['assets/vips-jxl-*.wasm'],
  },
  {
    id: 'svg',
    name: 'SVG',
    purpose: 'drawing SVG',
    files: ['assets/vips-resvg-*.wasm'],
  },
  {
    id: 'imagemagick',
    name: 'ImageMagick',
    purpose: 'reading HEIC, BMP, ICO, TGA, PSD, JPEG 2000 and QOI',
    files: ['assets/magick-*'],
  },
  {
    id: 'licences',
    name: 'Licences',
    purpose: 'reading the terms of the libraries inside',
    files: ['LICENSE.txt', 'THIRD-PARTY-LICENSES.txt', 'licences/LGPL-3.0.txt', 'licences/GPL-3.0.txt'],
  },
];
