import { colour } from '../operations/fill';
import { operations } from '../operations/index';
import type { Params, Step } from '../operations/operation';
import { mostSteps } from '../operations/params';
import { z } from '../zod';
import { unwrapped } from './fields';
import { nameTemplate } from './name-template';
import { nestedKeys } from './nested';

/** The newest version of the recipe; `migrate` brings older ones to it. */
export const recipeVersion = 1;

/** `first`, `all`, or every so many of them, the first included. */
const frames = z.union([z.enum(['first', 'all']), z.strictObject({ every: z.int().min(1) })]);

/** How files are read. Exported for the page's form. */
export const inputSchema = z
  .strictObject({
    frames: frames.default('first').meta({
      title: 'Frames',
      description: 'Which pages or frames of an image are taken.',
    }),
    svgWidth: z.int().min(1).max(65535).default(1024).meta({
      title: 'SVG width',
      description: 'How wide vector graphics are drawn.',
      unit: 'px',
    }),
    truncated: z.enum(['fail', 'keep']).default('fail').meta({
      title: 'Files cut short',
      description: 'Fail them, or keep what is there.',
    }),
  })
  .meta({ title: 'Input', description: 'How files are read.' });

const labels = z
  .strictObject({
    read: z.string().min(1).default('auto').meta({
      title: 'Read',
      description: 'The format of the labels, or auto to tell it from the files.',
    }),
    write: z.string().min(1).default('same').meta({
      title: 'Write',
      description: 'The format of the labels written, or same.',
    }),
    frame: z.enum(['upright', 'stored', 'auto']).default('upright').meta({
      title: 'Frame',
      description: 'Whether labels were drawn on the image as it is shown, or as it is stored.',
    }),
    clip: z.boolean().default(true).meta({ title: 'Clip', description: 'Cuts labels at the image’s border.' }),
    minVisibility: z.number().min(0).max(1).default(0).meta({
      title: 'Least visible part',
      description: 'Drops a label of which less than this fraction is left.',
    }),
    minAreaPx: z.number().min(0).default(0).meta({
      title: 'Least area',
      description: 'Drops a label that is smaller than this.',
      unit: 'px²',
    }),
    keypoints: z.enum(['hide', 'keep']).default('hide').meta({
      title: 'Keypoints outside',
      description: 'Outside the image: hide sets their visibility to 0, keep leaves their place.',
    }),
    vocOneBased: z.boolean().default(false).meta({
      title: 'VOC from one',
      description: 'Reads and writes Pascal VOC with pixels counted from 1 and the last one included.',
    }),
  })
  .meta({ title: 'Labels', description: 'How labels are read, moved and written.' });

/** Every format an output may ask for; `same` is the input's, `copy` passes the file's bytes as they are. */
const outputFormats = ['jpeg', 'png', 'webp', 'same', 'copy', 'avif', 'jxl', 'tiff', 'gif'] as const;

/** Exported for the page's form. Options that a format does not have are kept and not used. */
export const outputSchema = z
  .strictObject({
    format: z
      .enum(outputFormats)
      .default('jpeg')
      .meta({
        title: 'Format',
        description: 'Same keeps each file’s own. Copy passes the bytes as they are and takes no steps.',
        labels: { jpeg: 'JPEG', png: 'PNG', webp: 'WebP', avif: 'AVIF', jxl: 'JPEG XL', tiff: 'TIFF', gif: 'GIF' },
      }),
    quality: z
      .int()
      .min(1)
      .max(100)
      .default(90)
      .meta({ title: 'Quality', description: 'JPEG, and WebP where it is not lossless.' }),
    subsampling: z.enum(['4:4:4', '4:2:0']).default('4:2:0').meta({
      title: 'Chroma subsampling',
      description: 'JPEG. 4:2:0 halves the resolution of colour and saves about a third; 4:4:4 keeps it.',
    }),
    compression: z.int().min(0).max(9).default(6).meta({
      title: 'Compression',
      description: 'PNG. How hard to try, from 0 to 9; pixels are the same.',
    }),
    lossless: z.boolean().default(false).meta({ title: 'Lossless', description: 'WebP.' }),
    keep: z
      .enum(['none', 'icc', 'all'])
      .default('none')
      .meta({
        title: 'Metadata',
        labels: { icc: 'ICC profile' },
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
      description: 'Of each output, made of {dir}, {stem}, {suffix} and {ext}.',
    }),
  })
  .meta({ title: 'Output', description: 'What is written.' });

/** A step of each operation. Lists of steps in it are lists of these, again and again. */
const step = z
  .discriminatedUnion(
    'op',
    operations.map(({ id, title, summary, params }) =>
      params.safeExtend({ op: z.literal(id), ...nested(params) }).meta({ title, description: summary }),
    ) as never, // The list's length is not known to the type checker, which wants one member at least.
  )
  .meta({ id: 'step' }) as z.ZodType<Step>;

function nested(params: Params): z.ZodRawShape {
  return Object.fromEntries(
    nestedKeys(params).map((key) => [
      key,
      z
        .array(z.lazy(() => step))
        .max(mostSteps)
        .default([])
        .meta(unwrapped(params.shape[key]!).meta),
    ]),
  );
}

const wholeNumbers32 = 0xffff_ffff;

/** The whole recipe, strict: unknown keys are errors. Defaults stand here and in the operations, and nowhere else. */
export const recipeSchema = z
  .strictObject({
    $schema: z.string().min(1).optional().meta({
      title: 'Schema',
      description: 'Where this schema lies, for editors; it changes nothing.',
    }),
    version: z.literal(recipeVersion).meta({ title: 'Version', description: 'Of the recipe’s format.' }),
    seed: z.int().min(0).max(wholeNumbers32).default(0).meta({
      title: 'Seed',
      description: 'The same seed gives the same random draws.',
    }),
    input: inputSchema.prefault({}),
    steps: z.array(step).max(mostSteps).default([]).meta({
      title: 'Steps',
      description: 'What is done to each image, in this order.',
    }),
    labels: labels.prefault({}),
    output: outputSchema.prefault({}),
    decode: z.enum(['auto', 'exact', 'full', 'fast']).default('auto').meta({
      title: 'Decoding',
      description:
        'Exact gives the same bytes in every browser; full never shrinks while decoding; fast asks the browser.',
    }),
    encode: z.enum(['auto', 'exact']).default('auto').meta({
      title: 'Encoding',
      description: 'Exact never asks the browser.',
    }),
  })
  .meta({ title: 'Recipe', description: 'What Many Hands does with a dataset: steps, then an output.' });

/** With every default filled in; plain data. */
export type Recipe = z.output<typeof recipeSchema>;
