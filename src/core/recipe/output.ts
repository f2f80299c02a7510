import { colour } from '../operations/fill';
import { z } from '../zod';
import { nameTemplate } from './name-template';

/** Every format an output may ask for; `same` is the input's, `copy` passes the file's bytes as they are. */
const outputFormats = [
  'jpeg',
  'png',
  'webp',
  'same',
  'copy',
  'avif',
  'jxl',
  'tiff',
  'gif',
  'ppm',
  'bmp',
  'qoi',
] as const;

const effort = (most: number, initial: number, why: string) =>
  z
    .int()
    .min(0)
    .max(most)
    .default(initial)
    .meta({ title: 'Effort', description: `How hard to try, from 0 to ${most}. ${why}` });

/** Options of one format each, by libvips' names. A format without an entry has none beyond those of all formats. */
const formatOptions = {
  png: z
    .strictObject({
      palette: z.boolean().default(false).meta({
        title: 'Palette',
        description: 'Quantises to 256 colours at most: for drawings and masks. Off, since it changes pixels.',
      }),
      bitdepth: z.literal([1, 2, 4, 8]).default(8).meta({
        title: 'Palette bits',
        description: 'Of a palette: 2, 4, 16 or 256 colours.',
      }),
      dither: z.number().min(0).max(1).default(1).meta({
        title: 'Dithering',
        description: 'Of a palette. 0 keeps flat areas flat.',
      }),
      interlace: z.boolean().default(false).meta({
        title: 'Interlaced',
        description: 'Shows early over a slow line. Off, since it makes files larger.',
      }),
    })
    .meta({ title: 'PNG', description: 'Options of PNG.' }),
  webp: z
    .strictObject({
      effort: effort(6, 4, '4 is libwebp’s own balance.'),
      nearLossless: z.boolean().default(false).meta({
        title: 'Near lossless',
        description: 'Lossless but for small adjustments; the quality says how small (60 and above are hard to see).',
      }),
      alphaQ: z.int().min(0).max(100).default(100).meta({
        title: 'Alpha quality',
        description: 'Of lossy files. 100 keeps masks exact.',
      }),
      smartSubsample: z.boolean().default(false).meta({
        title: 'Sharper chroma',
        description: 'Keeps red edges sharper, and takes twice as long.',
      }),
    })
    .meta({ title: 'WebP', description: 'Options of WebP.' }),
  avif: z
    .strictObject({
      effort: effort(9, 4, '4 is libvips’ own; above it files hardly shrink and time doubles.'),
      bitdepth: z.literal([8, 10, 12]).default(8).meta({
        title: 'Bits',
        description: 'Per sample. 8, which every reader knows.',
      }),
    })
    .meta({ title: 'AVIF', description: 'Options of AVIF.' }),
  jxl: z
    .strictObject({ effort: effort(9, 7, '7 is libjxl’s own.') })
    .meta({ title: 'JPEG XL', description: 'Options of JPEG XL.' }),
  tiff: z
    .strictObject({
      compression: z
        .enum(['none', 'lzw', 'deflate', 'jpeg', 'packbits'])
        .default('deflate')
        .meta({
          title: 'Compression',
          labels: { lzw: 'LZW', jpeg: 'JPEG', packbits: 'PackBits' },
          description:
            'Deflate is the smallest that is lossless and that every reader knows. The quality is that of JPEG.',
        }),
      predictor: z.enum(['none', 'horizontal']).default('horizontal').meta({
        title: 'Predictor',
        description: 'Of LZW and deflate. Horizontal makes photographs smaller.',
      }),
      tile: z.boolean().default(false).meta({
        title: 'Tiled',
        description: 'For readers that take parts of large images. Off, since some readers know strips alone.',
      }),
      tileWidth: z
        .int()
        .min(16)
        .max(4096)
        .multipleOf(16)
        .default(256)
        .meta({ title: 'Tile width', unit: 'px', description: 'A multiple of 16.' }),
      tileHeight: z
        .int()
        .min(16)
        .max(4096)
        .multipleOf(16)
        .default(256)
        .meta({ title: 'Tile height', unit: 'px', description: 'A multiple of 16.' }),
      bitdepth: z.literal(['same', 8, 16]).default('same').meta({
        title: 'Bits',
        description: 'Per sample. Same are as many as the image has, floats too.',
      }),
    })
    .meta({ title: 'TIFF', description: 'Options of TIFF.' }),
  gif: z
    .strictObject({
      effort: effort(10, 7, '7 is libvips’ own.'),
      dither: z.number().min(0).max(1).default(1).meta({ title: 'Dithering', description: '0 keeps flat areas flat.' }),
      bitdepth: z.int().min(1).max(8).default(8).meta({ title: 'Palette bits', description: '8 are 256 colours.' }),
    })
    .meta({ title: 'GIF', description: 'Options of GIF.' }),
} as const;

/**
 * The title of an option that a browser's encoder does not have, where it is set to other than its default; null where
 * none is.
 */
export function optionOfLibvips(
  format: 'png' | 'webp',
  output: { readonly [K in 'png' | 'webp']?: object | undefined },
): string | null {
  const initial = Object.entries(formatOptions[format].parse({}));
  const set: Readonly<Record<string, unknown>> = { ...output[format] };
  const other = initial.find(([name, value]) => name in set && set[name] !== value);
  return other
    ? ((formatOptions[format].shape as Record<string, z.ZodType>)[other[0]]?.meta()?.title ?? other[0])
    : null;
}

/** Exported for the page's form. Options that a format does not have are kept and not used. */
export const outputSchema = z
  .strictObject({
    format: z
      .enum(outputFormats)
      .default('jpeg')
      .meta({
        title: 'Format',
        description: 'Same keeps each file’s own. Copy passes the bytes as they are and takes no steps.',
        labels: {
          jpeg: 'JPEG',
          png: 'PNG',
          webp: 'WebP',
          avif: 'AVIF',
          jxl: 'JPEG XL',
          tiff: 'TIFF',
          gif: 'GIF',
          ppm: 'PPM',
          bmp: 'BMP',
          qoi: 'QOI',
        },
      }),
    quality: z.int().min(1).max(100).default(90).meta({
      title: 'Quality',
      description: 'JPEG, TIFF compressed by JPEG, and WebP, AVIF and JPEG XL where they are not lossless.',
    }),
    maxBytes: z.int().min(1).optional().meta({
      title: 'Largest file',
      description: 'Lowers the quality of a file until it is no larger. Not of lossless files, nor of any TIFF.',
      unit: 'bytes',
    }),
    subsampling: z.enum(['4:4:4', '4:2:0']).default('4:2:0').meta({
      title: 'Chroma subsampling',
      description: 'JPEG. 4:2:0 halves the resolution of colour and saves about a third; 4:4:4 keeps it.',
    }),
    compression: z.int().min(0).max(9).default(6).meta({
      title: 'Compression',
      description: 'PNG. How hard to try, from 0 to 9; pixels are the same.',
    }),
    lossless: z.boolean().default(false).meta({ title: 'Lossless', description: 'WebP, AVIF and JPEG XL.' }),
    animated: z.boolean().optional().meta({
      title: 'Keep animations',
      description: 'GIF and WebP: the frames taken become one moving picture instead of one file each.',
    }),
    keep: z
      .enum(['none', 'icc', 'exif', 'xmp', 'all', 'strip-gps'])
      .default('none')
      .meta({
        title: 'Metadata',
        labels: { icc: 'ICC profile', exif: 'EXIF', xmp: 'XMP', 'strip-gps': 'All but the place' },
        description:
          'None converts to sRGB and drops all but the orientation; icc keeps the profile; all keeps everything.',
      }),
    channels: z
      .enum(['keep', 'grey', 'rgb', 'rgba'])
      .default('keep')
      .meta({
        title: 'Channels',
        labels: { rgb: 'RGB', rgba: 'RGBA' },
        description: 'What each pixel is made of.',
      }),
    background: colour().default('#ffffff').meta({
      title: 'Background',
      description: 'Behind transparent pixels where the output has no alpha.',
    }),
    name: nameTemplate().default('{dir}/{stem}{suffix}.{ext}').meta({
      title: 'Name',
      description: 'Of each output, made of {dir}, {stem}, {suffix}, {frame} and {ext}.',
    }),
    png: formatOptions.png.optional(),
    webp: formatOptions.webp.optional(),
    avif: formatOptions.avif.optional(),
    jxl: formatOptions.jxl.optional(),
    tiff: formatOptions.tiff.optional(),
    gif: formatOptions.gif.optional(),
  })
  .meta({ title: 'Output', description: 'What is written.' });

type FormatOptions = { readonly [F in keyof typeof formatOptions]: z.output<(typeof formatOptions)[F]> };

/** A format's own options, with every default filled in. */
export function optionsOf<F extends keyof FormatOptions>(
  format: F,
  output: { readonly [K in F]?: FormatOptions[K] | undefined },
): FormatOptions[F] {
  return (output[format] ?? formatOptions[format].parse({})) as FormatOptions[F]; // The schema of this very format.
}
