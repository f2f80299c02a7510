import { noteCodes } from './outcome';
import { itemCodes, type ItemCode } from '../errors';
import { labelReportSchema } from './label-report';
import { recipeSchema } from '../recipe/recipe';
import { z } from '../zod';

const ms = z.number().min(0).meta({ unit: 'ms' });
const count = z.int().min(0);
const side = z.int().min(1).meta({ unit: 'px' });

const output = z
  .object({
    path: z.string().meta({ description: 'Relative, with `/` between its parts; unique within the job.' }),
    width: side,
    height: side,
    bytes: z.int().min(0).meta({ description: 'Of the file.' }),
  })
  .meta({ title: 'Output', description: 'One file that was written.' });

const note = z
  .object({
    code: z.enum(noteCodes),
    detail: z.string().meta({ description: 'One sentence.' }),
  })
  .meta({ title: 'Note', description: 'Something that was changed unasked.' });

const codes = Object.keys(itemCodes) as [ItemCode, ...ItemCode[]];

const item = z
  .object({
    path: z
      .string()
      .meta({ description: 'Begins with the dropped folder’s name; a zip entry’s is its path in the zip.' }),
    status: z.enum(['done', 'skipped', 'failed']).meta({ description: 'What became of it.' }),
    code: z.enum(codes).nullable().meta({ description: 'Null where it is done.' }),
    detail: z.string().nullable().meta({ description: 'What happened and what to do, in one or two sentences.' }),
    decoder: z.enum(['exact', 'full', 'fast']).nullable().meta({ description: 'Null where nothing was decoded.' }),
    reader: z.string().nullable().meta({ description: 'What decoded it: libvips, browser, kernels or a library.' }),
    engine: z.enum(['libvips', 'kernels', 'both']).nullable().meta({ description: 'What ran the steps.' }),
    writer: z.string().nullable().meta({ description: 'What encoded it: libvips, browser, kernels or a library.' }),
    width: side.nullable().meta({ description: 'The source’s, as stored.' }),
    height: side.nullable().meta({ description: 'The source’s, as stored.' }),
    ms: z
      .object({ total: ms, decode: ms, operations: ms.nullable(), encode: ms })
      .nullable()
      .meta({ description: 'The parts add up to the total; `operations` is null where the pipeline is one pass.' }),
    outputs: z.array(output).meta({ description: 'Several where the image fanned out, none where it is not done.' }),
    notes: z.array(note).meta({ description: 'What was changed unasked.' }),
  })
  .meta({ title: 'Item', description: 'What became of one file.' });

/** The account of one run. Readers ignore keys they do not know; keys are added, never changed, within version 1. */
export const reportSchema = z
  .object({
    version: z.literal(1).meta({ description: 'Of the report’s format.' }),
    app: z.string().meta({ description: 'Version of Many Hands.' }),
    libvips: z.string().meta({ description: 'Version of libvips.' }),
    recipe: recipeSchema,
    workers: z.int().min(1).meta({ description: 'How many ran at a time.' }),
    tier: z.enum(['full', 'light']).meta({ description: 'Full with libvips; light with the kernels alone.' }),
    wallMs: ms.meta({ description: 'From start to end, as a clock on the wall shows.' }),
    counts: z
      .object({ done: count, skipped: count, failed: count })
      .meta({ description: 'Of the items by status; they add up to all that was found.' }),
    labels: labelReportSchema.optional(),
    items: z.array(item).meta({ description: 'One row for every file that was found, in the source’s order.' }),
  })
  .meta({ title: 'Report', description: 'What became of every input of one run.' });

export type Report = z.output<typeof reportSchema>;
export type ReportItem = Report['items'][number];

export function countsOf(rows: readonly ReportItem[]): Report['counts'] {
  const counts = { done: 0, skipped: 0, failed: 0 };
  for (const { status } of rows) counts[status]++;
  return counts;
}

/**
 * The report of a run and of a second one over some of its items: their rows stand in the places of the former ones.
 * Time adds up; recipe and workers are the second's.
 */
export function mergeReports(first: Report, second: Report): Report {
  const again = new Map(second.items.map((row) => [row.path, row]));
  const items = first.items.map((row) => again.get(row.path) ?? row);
  return { ...second, wallMs: first.wallMs + second.wallMs, counts: countsOf(items), items };
}
