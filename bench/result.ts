import { z } from '../src/core/zod';

const spread = z
  .strictObject({ min: z.number(), median: z.number(), max: z.number() })
  .refine(({ min, median, max }) => min <= median && median <= max, 'to rise from `min` over `median` to `max`');

const subject = z.strictObject({
  /** `manyhands-exact`, `canvas`, `sharp` … */
  name: z.string().min(1),
  workers: z.int().min(1),
  /** In the group's unit, over the rounds. */
  value: spread,
  /** Worked off in each round. */
  images: z.int().min(1).optional(),
  msPerImage: spread.optional(),
  /** Of the outputs, mean. */
  bytesPerImage: z.number().positive().optional(),
  /** Of the outputs' luma against a full decode resampled in floating point, mean. */
  ssim: z.number().max(1).optional(),
  /** Resident at the peak of a round that the clock does not see; megabytes of 10⁶ bytes. */
  peakMB: z.number().positive().optional(),
});

const group = z
  .strictObject({
    name: z.string().min(1),
    unit: z.string().min(1),
    better: z.enum(['lower', 'higher']),
    subjects: z.array(subject),
  })
  .refine(
    ({ unit, subjects }) =>
      unit !== 'ms/image' ||
      subjects.every(
        ({ value, msPerImage: ms }) => ms && ms.min === value.min && ms.median === value.median && ms.max === value.max,
      ),
    'to have an `msPerImage` that equals `value` where the unit is ms/image',
  );

const machine = z.strictObject({
  cpu: z.string(),
  cores: z.int().min(1),
  memoryMB: z.number(),
  os: z.string(),
  node: z.string(),
  chromium: z.string(),
  /** Of the native peer. */
  sharp: z.string(),
  libvips: z.string(),
});

/** What `--json` writes. */
export const benchResult = z.strictObject({ version: z.literal(1), machine, groups: z.array(group) });

export type BenchResult = z.output<typeof benchResult>;
export type GroupResult = z.output<typeof group>;
export type SubjectResult = z.output<typeof subject>;
export type Machine = z.output<typeof machine>;
