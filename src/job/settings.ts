import { AppError } from '../core/errors';
import { expectation } from '../core/recipe/fields';
import { mismatch, suggestion } from '../core/recipe/problem';
import { z } from '../core/zod';
import { affordableWorkers } from './affordable-workers';

/** What a person sets for this machine, apart from any recipe. */
export const settingsSchema = z.strictObject({
  workers: z
    .int()
    .min(1)
    .max(128)
    .nullable()
    .default(null)
    .meta({ title: 'Workers', description: 'One per core when left empty, 16 at most; fewer leave cores free.' }),
  maxPixelsMp: z
    .number()
    .min(0.01)
    .max(4000)
    .default(200)
    .meta({ title: 'Largest image', description: 'Larger ones fail before they are decoded.', unit: 'MP' }),
  maxPages: z.int().min(1).max(1_000_000).default(10_000).meta({ title: 'Most pages', description: 'Of one file.' }),
  timeoutSeconds: z
    .number()
    .min(0.1)
    .max(86_400)
    .default(60)
    .meta({ title: 'Time per image', description: 'Then its worker is replaced and the image fails.', unit: 's' }),
  budgetMb: z.number().min(1).max(65_536).nullable().default(null).meta({
    title: 'Bytes in flight',
    description: 'A quarter of the memory, 256 MB at least, when left empty.',
    unit: 'MB',
  }),
  zipMaxEntries: z
    .int()
    .min(1)
    .max(10_000_000)
    .default(200_000)
    .meta({ title: 'Most entries of a zip', description: 'A zip with more is not opened.' }),
  zipMaxRatio: z
    .number()
    .min(1)
    .max(1_000_000)
    .default(1000)
    .meta({ title: 'Highest ratio in a zip', description: 'Unpacked to packed size of an entry above 1 MB.' }),
  zipMaxGb: z
    .number()
    .min(0.001)
    .max(10_000)
    .default(64)
    .meta({ title: 'Largest zip, unpacked', description: 'Of all its entries together.', unit: 'GB' }),
});

export type Settings = z.output<typeof settingsSchema>;

export const defaultSettings: Settings = settingsSchema.parse({});

/** @throws AppError `bad-settings`, one sentence that names the key, what was expected and what came. */
export function parseSettings(value: unknown): Settings {
  const parsed = settingsSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new AppError('bad-settings', sentenceOf(parsed.error.issues, value));
}

/** The first issue, or an unknown key before it: what a typing error leaves out is best told by the typing error. */
function sentenceOf(issues: readonly z.core.$ZodIssue[], value: unknown): string {
  const unknown = issues.find((issue) => issue.code === 'unrecognized_keys');
  const key = String(unknown?.keys[0] ?? issues[0]?.path[0] ?? '');
  const keys = Object.keys(settingsSchema.shape);
  if (unknown)
    return mismatch([], `to have only ${keys.join(', ')}${suggestion(key, keys)}`, key, 'the settings').sentence;
  const member = keys.find((one) => one === key) as keyof Settings | undefined; // The schema's own keys.
  return member === undefined
    ? mismatch([], 'to be an object', value, 'the settings').sentence
    : mismatch([member], expectation(settingsSchema.shape[member]), (value as Settings)[member]).sentence; // It has keys.
}

/** What the person says; else as many as the machine has cores for, within a budget of threads and memory. */
export function workersOf({ workers }: Settings): number {
  return workers ?? affordableWorkers(globalThis.navigator);
}

/** Bytes that a job may hold at a time. `deviceMemory` is in gibibytes, coarse, and not there in every browser. */
export function budgetOf({ budgetMb }: Settings): number {
  if (budgetMb !== null) return budgetMb * 1e6;
  const { deviceMemory = 1 } = globalThis.navigator as { deviceMemory?: number };
  return Math.max(256e6, (deviceMemory * 2 ** 30) / 4);
}
