import { operations } from '../operations/index';
import type { Params, Step } from '../operations/operation';
import { mostSteps } from '../operations/params';
import { z } from '../zod';
import { unwrapped } from './fields';
import { nestedKeys } from './nested';
import { outputSchema } from './output';

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
      description: 'The format of the labels, auto to tell it from the files, or none to leave them aside.',
    }),
    write: z.string().min(1).default('same').meta({
      title: 'Write',
      description: 'The format of the labels written, or same.',
    }),
    frame: z.enum(['upright', 'stored', 'auto']).default('upright').meta({
      title: 'Frame',
      description: 'Whether labels were drawn on the image as it is shown, or as it is stored; auto finds out.',
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
    maskFill: z.string().min(1).nullable().default(null).meta({
      title: 'Bare pixels in masks',
      description: 'The class of pixels that no source pixel fills, such as ignore; null leaves them background.',
    }),
    classes: z
      .array(
        z.strictObject({
          name: z.string().min(1).nullable().meta({
            title: 'Name',
            description: 'Of the class as it is written; null drops its labels.',
          }),
          from: z.array(z.string().min(1)).min(1).optional().meta({
            title: 'From',
            description:
              'Names of the classes as they are read, several to merge them; left out, the one of that name.',
          }),
        }),
      )
      .default([])
      .meta({
        title: 'Classes',
        description: 'Renames, merges, drops and orders classes: those that are listed come first, in this order.',
      }),
    otherClasses: z
      .enum(['keep', 'drop'])
      .default('keep')
      .meta({ title: 'Other classes', description: 'What becomes of classes that are not listed.' }),
    onError: z
      .enum(['keep', 'drop', 'fail'])
      .default('keep')
      .meta({
        title: 'Wrong labels',
        description: 'What a check finds wrong is told and kept, is left out, or fails its image.',
        labels: { keep: 'Keep', drop: 'Leave out', fail: 'Fail the image' },
      }),
    vocOneBased: z.boolean().default(false).meta({
      title: 'VOC from one',
      description: 'Reads and writes Pascal VOC with pixels counted from 1 and the last one included.',
    }),
  })
  .meta({ title: 'Labels', description: 'How labels are read, moved and written.' });

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
