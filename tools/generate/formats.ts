import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { ImageFormat } from '../../src/core/header/header';
import { partMegabytes } from '../../src/core/header/loaded-for';
import { readers, type readInLight, type Reader } from '../../src/core/header/readers';
import { beyondLight } from '../../src/core/recipe/beyond-light';
import { parseRecipe } from '../../src/core/recipe/parse';
import { formatNames } from '../../src/core/header/format-names';
import { measuredBrowsers, type Browsers } from './measured-browsers';
import { writers, type WrittenFormat } from '../../src/worker/codecs/writers';

export const formatsPath = 'docs/formats.md';

/** Megabytes of each part, as it is served before the host packs it. */
const parts = {
  libvips: 'wasm-vips/lib/vips.wasm',
  heif: 'wasm-vips/lib/vips-heif.wasm',
  jxl: 'wasm-vips/lib/vips-jxl.wasm',
  resvg: 'wasm-vips/lib/vips-resvg.wasm',
  imagemagick: '@imagemagick/magick-wasm/dist/x86/magick.wasm',
} as const;

/** Of the kinds that libvips does not read. */
const second = readers.heif;

const root = join(import.meta.dirname, '../..');

interface Told {
  /** A sample, at most. */
  readonly bits: string;
  readonly alpha: boolean;
  readonly metadata: string;
}

const eight: Told = { bits: '8', alpha: true, metadata: '–' };

/** Of these formats, what is read without libvips; held against what the browser's decoder is asked for. */
export const inLight = { jpeg: 'RGB and grey', png: '8 bits, one frame', webp: 'one frame' } as const satisfies Record<
  (typeof readInLight)[number],
  string
>;

function isInLight(format: ImageFormat): format is keyof typeof inLight {
  return Object.hasOwn(inLight, format);
}

/** What of a file is read. */
const read: Readonly<Partial<Record<ImageFormat, Told>>> = {
  jpeg: { bits: '8', alpha: false, metadata: 'ICC, EXIF, XMP, IPTC' },
  png: { bits: '1–16', alpha: true, metadata: 'ICC, EXIF, XMP' },
  webp: { bits: '8', alpha: true, metadata: 'ICC, EXIF, XMP' },
  gif: eight,
  tiff: { bits: '1–32, floats', alpha: true, metadata: 'ICC, XMP, IPTC, orientation' },
  ppm: { bits: '1–16, floats', alpha: false, metadata: '–' },
  radiance: { bits: 'floats', alpha: false, metadata: '–' },
  avif: { bits: '8–12', alpha: true, metadata: 'ICC, EXIF, XMP' },
  jxl: { bits: '8–16, floats', alpha: true, metadata: 'ICC, EXIF, XMP' },
  svg: eight,
  heif: { bits: '8', alpha: true, metadata: 'ICC, EXIF, XMP' },
  bmp: eight,
  ico: eight,
  tga: eight,
  psd: { bits: '8', alpha: true, metadata: 'ICC, EXIF, XMP, IPTC' },
  jp2: { bits: '8', alpha: false, metadata: 'ICC, EXIF, XMP, IPTC' },
  qoi: eight,
};

/** Files of a format that another reader has than the rest of them (`readerOf`). */
const others: readonly (readonly [kind: string, format: ImageFormat, by: string])[] = [
  ['animated AVIF', 'avif', 'ImageMagick'],
  ['TIFF of old-style JPEG, CIELab, whole YCbCr, tiled planes, or 12 and other odd bits', 'tiff', 'ImageMagick'],
  [
    'TIFF of more than 32 bits, ICC Lab, a camera’s raw samples, or odd bits where white is 0',
    'tiff',
    'no, refused by name',
  ],
  ['TIFF compressed by WebP, Zstandard, LZMA, LERC, JBIG, JPEG 2000 or JPEG XL', 'tiff', 'no, refused by name'],
  ['TGA of grey with alpha', 'tga', 'no, refused by name'],
];

/** Every format, who reads it, what must be loaded for it, and what is written of it. */
export function formatsPage(): string {
  const browsers = measuredBrowsers(readFileSync(join(root, 'docs/browsers.md'), 'utf8'));
  const rows = Object.entries(readers).map(([format, reader]) => row(format as ImageFormat, reader, browsers)); // Keys of the table.
  return [
    '# Formats',
    'A file’s format is told by its content, never by its name. What a dataset does not need is not loaded. On an isolated page',
    'reading and writing are the same in every browser that runs libvips, since the decoders are the page’s own; a browser also lends',
    'its own to the kinds where it is proven ([performance](performance.md)). On a page that is not isolated, in light mode, there is',
    'no libvips: plain files of three formats are read by the browser’s decoder and our kernels, and the rest is refused by name.',
    'Transparent files, and photographs with a profile other than sRGB’s, are read there in Chromium alone.',
    '',
    '## Read',
    '',
    '| format | read by | bits | alpha | frames | metadata | loaded for it | speed | browsers | in light mode |',
    '| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |',
    ...rows,
    '',
    'Some kinds of a format are another reader’s, or nobody’s:',
    '',
    '| kind | read by | loaded for it |',
    '| --- | --- | --- |',
    ...others.map(
      ([kind, format, by]) => `| ${kind} | ${by} | ${by === 'ImageMagick' ? loadedFor(format, second) : '–'} |`,
    ),
    '',
    '## Written',
    '',
    '| format | bits | alpha | lossless | animation | metadata | browsers | in light mode |',
    '| --- | --- | --- | --- | --- | --- | --- | --- |',
    ...Object.keys(writers).map((format) => writtenRow(format as WrittenFormat, browsers)), // Keys of the table.
    '',
    'The browsers are those that run libvips, by the table in [browsers](browsers.md). In each of Chromium, Firefox and WebKit a file',
    'of every format, of some in several kinds, was read and written in every format: 340 outputs, each the bytes that Node makes',
    '(`e2e/engines/suite/every-format.long.test.ts`).',
    '',
    'What is dropped is counted by format before anything runs, from the first 4 kB of each file, a TIFF or TGA from the whole of',
    'it. Of archives the first 2,000 entries are looked into likewise; of the others the name has to do, and of a TIFF or TGA there',
    'of more than 250 kB the signature. Whoever reads a file looks again, at all of it.',
    '',
    'Speed: `kernels` are as fast as this machine can be asked; `libvips` are near native libvips; `second reader` are about',
    'half as fast as libvips. An animation keeps how long each frame is shown and how often all are.',
    '',
    'What a format cannot hold is changed, and the report says so: alpha is laid on the background, deeper samples become 8 or',
    '16 bits, and a picture is turned upright where no orientation can be kept. Of an SVG, text is not drawn, for want of',
    'fonts. A Photoshop file is read as the flattened picture in it; an icon as its largest picture; an animated PNG as the one',
    'picture that readers without animation show, whatever `input.frames` says.',
    '',
    'With `output.maxBytes` a JPEG, WebP, AVIF or JPEG XL that is not lossless is written up to eight times, by bisection, for',
    'the quality that fits and of which one step more does not. The report’s note `quality-lowered` tells the quality and the',
    'bytes; where even quality 1 is larger, `size-missed` says so, and the file is kept. No quality is looked for in other',
    'formats, nor in a TIFF that JPEG compresses, which is written at `output.quality` as it is: too large, it says `size-missed`.',
    '',
    'This page is made from the tables in `src/core/header/readers.ts` and `src/worker/codecs`, and for the browsers from the table',
    'that was measured in [browsers](browsers.md), by `npm run generate`.',
    '',
  ].join('\n');
}

function row(format: ImageFormat, reader: Reader | null, browsers: Browsers): string {
  const told = reader && read[format];
  const cells = [
    formatNames[format],
    reader ? { libvips: 'libvips', imagemagick: 'ImageMagick' }[reader.by] : 'no, refused by name',
    told ? told.bits : '–',
    told ? yes(told.alpha) : '–',
    reader ? (reader.frames === 'first' ? 'one' : 'first, all, every n') : '–',
    told ? told.metadata : '–',
    loadedFor(format, reader),
    speedOf(format, reader),
    reader ? browsers.full : 'none',
    isInLight(format) ? inLight[format] : 'no',
  ];
  return `| ${cells.join(' | ')} |`;
}

function writtenRow(format: WrittenFormat, browsers: Browsers): string {
  const { alpha, metadata } = writers[format];
  const cells = [
    formatNames[format],
    bitsOf(format),
    format === 'gif' ? 'clear or opaque' : yes(alpha),
    { jpeg: 'no', webp: 'or lossy', avif: 'or lossy', jxl: 'or lossy', tiff: 'or JPEG', gif: '256 colours' }[
      format as string
    ] ?? 'yes',
    format === 'gif' || format === 'webp' ? 'yes' : 'a file for each frame',
    metadata
      .filter((kind) => kind !== 'other')
      .map((kind) => kind.toUpperCase())
      .join(', ') || '–',
    browsers.full,
    lightWriting(format, browsers),
  ];
  return `| ${cells.join(' | ')} |`;
}

/** By the page's own rule for recipes in light mode, and by which browsers were measured to write WebP. */
function lightWriting(format: WrittenFormat, { writingWebp }: Browsers): string {
  const recipe = parseRecipe({ version: 1, output: { format } });
  const isWritten = (writesWebp: boolean) => beyondLight(recipe, { writesWebp }) === null;
  return isWritten(false) ? 'yes' : isWritten(true) ? writingWebp : 'no';
}

function yes(is: boolean): string {
  return is ? 'yes' : 'no';
}

function bitsOf(format: WrittenFormat): string {
  const { depth } = writers[format];
  if (format === 'avif') return '8, 10, 12';
  return depth === 'float' ? '8, 16, floats' : depth === 16 ? '8, 16' : '8';
}

function loadedFor(format: ImageFormat, reader: Reader | null): string {
  if (!reader) return '–';
  if (format === 'jpeg') return 'nothing in Chromium, else libvips';
  const names = ['libvips', ...reader.needs, ...(reader.by === 'imagemagick' ? ['imagemagick'] : [])] as const;
  return names.map((name) => `${name} ${megabytes(name as keyof typeof parts)}`).join(', ');
}

function megabytes(part: keyof typeof parts): string {
  const size = (statSync(join(root, 'node_modules', parts[part])).size / 1e6).toFixed(1);
  // The page tells it before anything is loaded, so it cannot look.
  if (part !== 'libvips' && partMegabytes[part].toFixed(1) !== size)
    throw new Error(`Expected \`partMegabytes\` to say ${size} of ${part}, received ${partMegabytes[part]}.`);
  return `${size} MB`;
}

function speedOf(format: ImageFormat, reader: Reader | null): string {
  if (!reader) return '–';
  return format === 'jpeg' ? 'kernels' : reader.by === 'libvips' ? 'libvips' : 'second reader';
}
