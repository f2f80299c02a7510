import { itemCodes, type ItemCode } from '../errors';
import { recipeSchema } from '../recipe/recipe';
import { z } from '../zod';

const ms = z.number().min(0);
const side = z.int().min(1);

const output = z
  .object({
    path: z.string().meta({ description: 'Relative, with `/` between its parts; unique within the job.' }),
    width: side,
    height: side,
    bytes: z.int().min(0),
  })
  .meta({ title: 'Output' });

const note = z.object({
  code: z.enum(['format-changed', 'depth-reduced', 'auto-oriented', 'renamed']),
  detail: z.string(),
});

const codes = Object.keys(itemCodes) as [ItemCode, ...ItemCode[]];

const item = z
  .object({
    path: z
      .string()
      .meta({ description: 'Begins with the dropped folder’s name; a zip entry’s is its path in the zip.' }),
    status: z.enum(['done', 'skipped', 'failed']),
    code: z.enum(codes).nullable().meta({ description: 'Null where it is done.' }),
    detail: z.string().nullable().meta({ description: 'What happened and what to do, in one or two sentences.' }),
    decoder: z.enum(['exact', 'full', 'fast']).nullable().meta({ description: 'Null where nothing was decoded.' }),
    reader: z.string().nullable(),
    engine: z.enum(['libvips', 'kernels', 'both']).nullable(),
    writer: z.string().nullable(),
    width: side.nullable().meta({ description: 'The source’s, as stored.', unit: 'px' }),
    height: side.nullable().meta({ description: 'The source’s, as stored.', unit: 'px' }),
    ms: z
      .object({ total: ms, decode: ms, operations: ms.nullable(), encode: ms })
      .nullable()
      .meta({ description: 'The parts add up to the total; `operations` is null where the pipeline is one pass.' }),
    outputs: z.array(output),
    notes: z.array(note).meta({ description: 'What was changed unasked.' }),
  })
  .meta({ title: 'Item' });

/** The account of one run. Readers ignore keys they do not know; keys are added, never changed, within version 1. */
export const reportSchema = z
  .object({
    version: z.literal(1),
    app: z.string().meta({ description: 'Version of Many Hands.' }),
    libvips: z.string().meta({ description: 'Version of libvips.' }),
    recipe: recipeSchema,
    workers: z.int().min(1),
    tier: z.enum(['full', 'light']),
    wallMs: ms,
    counts: z.object({ done: z.int(), skipped: z.int(), failed: z.int() }),
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
