import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { ImageFormat } from '../../src/core/header/header';
import { partMegabytes } from '../../src/core/header/loaded-for';
import { readers, type Reader } from '../../src/worker/codecs/readers';
import { formatNames } from '../../src/core/header/format-names';
import { writers, type Writer } from '../../src/worker/codecs/writers';

export const formatsPath = 'docs/formats.md';

/** Megabytes of each part, as it is served before the host packs it. */
const parts = {
  libvips: 'wasm-vips/lib/vips.wasm',
  heif: 'wasm-vips/lib/vips-heif.wasm',
  jxl: 'wasm-vips/lib/vips-jxl.wasm',
  resvg: 'wasm-vips/lib/vips-resvg.wasm',
  imagemagick: '@imagemagick/magick-wasm/dist/x86/magick.wasm',
} as const;

const root = join(import.meta.dirname, '../../node_modules');

/** What of a file is read, at most: bits a sample, and whether metadata comes along. */
const read: Readonly<Partial<Record<ImageFormat, { readonly bits: string; readonly metadata: string }>>> = {
  jpeg: { bits: '8', metadata: 'ICC, EXIF, XMP, IPTC' },
  png: { bits: '1–16', metadata: 'ICC, EXIF, XMP' },
  webp: { bits: '8', metadata: 'ICC, EXIF, XMP' },
  gif: { bits: '8', metadata: '–' },
  tiff: { bits: '1–32, floats', metadata: 'ICC, XMP, IPTC, orientation' },
  ppm: { bits: '1–16, floats', metadata: '–' },
  radiance: { bits: 'floats', metadata: '–' },
  avif: { bits: '8–12', metadata: 'ICC, EXIF, XMP' },
  jxl: { bits: '8–16, floats', metadata: 'ICC, EXIF, XMP' },
  svg: { bits: '8', metadata: '–' },
  bmp: { bits: '8', metadata: '–' },
  ico: { bits: '8', metadata: '–' },
  tga: { bits: '8', metadata: '–' },
  qoi: { bits: '8', metadata: '–' },
};

/** Every format, who reads it, what must be loaded for it, and what is written of it. */
export function formatsPage(): string {
  const rows = Object.entries(readers).map(([format, reader]) => row(format as ImageFormat, reader)); // Keys of the table.
  return [
    '# Formats',
    'A file’s format is told by its content, never by its name. What a dataset does not need is not loaded. Reading and',
    'writing are the same in Chromium, Firefox and Safari, since the decoders are the page’s own; Chromium alone also lends its',
    'own decoder to JPEGs of the kinds where it is proven ([performance](performance.md)).',
    '',
    '| format | read by | bits read | frames | metadata read | written | alpha | bits written | loaded for it | speed |',
    '| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |',
    ...rows,
    '',
    'Speed: `kernels` are as fast as this machine can be asked; `libvips` are near native libvips; `second reader` are about',
    'half as fast as libvips. Frames of AVIF are read one by one; animations are written as GIF and WebP.',
    '',
    'What a format cannot hold is changed, and the report says so: alpha is laid on the background, deeper samples become 8 or',
    '16 bits, and a picture is turned upright where no orientation can be kept. Of an SVG, text is not drawn, for want of',
    'fonts. A Photoshop file is read as the flattened picture in it; an icon as its largest picture.',
    '',
    'This page is made from the tables in `src/worker/codecs` by `npm run generate`.',
    '',
  ].join('\n');
}

function row(format: ImageFormat, reader: Reader | null): string {
  const writer = Object.hasOwn(writers, format) ? writers[format as keyof typeof writers] : null; // Just asked for.
  const told = read[format] ?? { bits: reader ? '8' : '–', metadata: reader ? 'ICC, EXIF, XMP' : '–' };
  const cells = [
    formatNames[format],
    reader ? { libvips: 'libvips', imagemagick: 'ImageMagick' }[reader.by] : 'no, refused by name',
    told.bits,
    reader ? (reader.frames === 'first' ? 'one' : 'first, all, every n') : '–',
    told.metadata,
    writer ? 'yes' : 'no',
    writer ? (writer.alpha ? 'yes' : 'no') : '–',
    writer ? bitsOf(writer) : '–',
    loadedFor(format, reader),
    speedOf(format, reader),
  ];
  return `| ${cells.join(' | ')} |`;
}

function bitsOf({ depth }: Writer): string {
  return depth === 'float' ? '8, 16, floats' : depth === 16 ? '8, 16' : '8';
}

function loadedFor(format: ImageFormat, reader: Reader | null): string {
  if (!reader) return '–';
  if (format === 'jpeg') return 'nothing in Chromium, else libvips';
  const names = ['libvips', ...reader.needs, ...(reader.by === 'imagemagick' ? ['imagemagick'] : [])] as const;
  return names.map((name) => `${name} ${megabytes(name as keyof typeof parts)}`).join(', ');
}

function megabytes(part: keyof typeof parts): string {
  const size = (statSync(join(root, parts[part])).size / 1e6).toFixed(1);
  // The page tells it before anything is loaded, so it cannot look.
  if (part !== 'libvips' && partMegabytes[part].toFixed(1) !== size)
    throw new Error(`Expected \`partMegabytes\` to say ${size} of ${part}, received ${partMegabytes[part]}.`);
  return `${size} MB`;
}

function speedOf(format: ImageFormat, reader: Reader | null): string {
  if (!reader) return '–';
  return format === 'jpeg' ? 'kernels' : reader.by === 'libvips' ? 'libvips' : 'second reader';
}
