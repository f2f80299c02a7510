import { z } from '../zod';
import { labelCheckCodes } from './label-checks';

const count = z.int().min(0);

const evidence = z
  .object({ size: count, places: count })
  .meta({ description: 'Images that speak for it: by a size, and by places that fit it alone.' });

/** What became of a dataset's labels, for the report. */
export const labelReportSchema = z
  .object({
    read: z
      .string()
      .nullable()
      .meta({ description: 'The format that was found; null where the labels were refused, or there are none.' }),
    written: z.string().nullable().meta({ description: 'The format that was written.' }),
    refused: z.string().nullable().meta({ description: 'Why no labels were read, and what to say instead.' }),
    classes: z.array(z.string()).meta({ description: 'In their order.' }),
    found: z
      .object({
        files: count.meta({ description: 'Label files.' }),
        labels: count,
        images: count.meta({ description: 'That a label file speaks of.' }),
        empty: count.meta({ description: 'Of them, those without an object.' }),
        withoutLabels: count.meta({ description: 'Images that no label file speaks of.' }),
      })
      .meta({ description: 'As read.' }),
    outputs: z
      .object({ labels: count, images: count, files: count })
      .meta({ description: 'As written; several of one label where its image fanned out.' }),
    drops: z
      .array(
        z.object({
          class: z.string(),
          reason: z.enum(['outside', 'min-visibility', 'min-area', 'wrong', 'class']),
          count,
        }),
      )
      .meta({ description: 'Labels that are in none of an image’s places any more, by class and reason.' }),
    missingClasses: z
      .array(z.string())
      .optional()
      .meta({ description: 'Names in the recipe’s class table that no class has.' }),
    frame: z
      .object({
        frame: z.enum(['upright', 'stored']),
        looked: count.meta({ description: 'Images that were looked at.' }),
        turned: count.meta({ description: 'Those of them that EXIF lays on their side.' }),
        upright: evidence,
        stored: evidence,
        detail: z.string().meta({ description: 'One sentence.' }),
      })
      .optional()
      .meta({ description: 'Where `labels.frame` is auto: the frame that was found, and why.' }),
    checks: z
      .array(z.object({ code: z.enum(labelCheckCodes), count }))
      .optional()
      .meta({ description: 'What is wrong with labels that could be read, by code.' }),
    wrong: z
      .array(
        z.object({
          code: z.enum(labelCheckCodes),
          image: z.string().nullable().meta({ description: 'Its path; null where it is the set as a whole.' }),
          label: count.nullable().meta({ description: 'Its place among the image’s, from 0; null for the image.' }),
          class: z.string().nullable(),
          detail: z.string().meta({ description: 'One sentence.' }),
        }),
      )
      .optional()
      .meta({ description: 'The same one by one, a thousand at most.' }),
    losses: z
      .array(z.object({ code: z.string(), count }))
      .meta({ description: 'What the written format cannot hold, and what was done instead.' }),
    troubles: z
      .array(z.object({ code: z.string(), file: z.string(), where: z.string(), detail: z.string() }))
      .meta({ description: 'What in the label files could not be taken as it stands.' }),
  })
  .meta({ title: 'Labels', description: 'What became of the dataset’s labels.' });

export type LabelReport = z.output<typeof labelReportSchema>;
