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
  /** From a loaded page, or from no program at all, to the first output of a tiny image. */
  startMs: z.number().positive().optional(),
  /** Its likeness is too far below sharp's for the figure to count. */
  void: z.literal(true).optional(),
  /** The way in which it ran, where there was a choice. */
  setting: z.string().optional(),
  /** Of the library that it is. */
  version: z.string().optional(),
});

/** Somebody who belongs among the subjects and is not: missing on this machine, or failed. */
const absent = z.strictObject({
  name: z.string().min(1),
  workers: z.int().min(1),
  isMissing: z.boolean(),
  why: z.string(),
});

/** A quotient, or a difference of figures near 0, that the group exists to tell. */
const ratio = z.strictObject({
  /** `sharp's time ÷ manyhands-auto's` … */
  title: z.string().min(1),
  value: z.number(),
  expected: z.strictObject({ atLeast: z.number().optional(), atMost: z.number().optional() }),
  /** Whose void figure is in it. */
  void: z.string().optional(),
});

const group = z
  .strictObject({
    name: z.string().min(1),
    unit: z.string().min(1),
    better: z.enum(['lower', 'higher']),
    /** The group that was asked for, where it has several results. */
    group: z.string().optional(),
    /** What is asked of everybody. */
    summary: z.string(),
    subjects: z.array(subject),
    absent: z.array(absent).optional(),
    ratios: z.array(ratio).optional(),
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
export const benchResult = z.strictObject({
  version: z.literal(1),
  machine,
  groups: z.array(group),
  /** What each group that was asked for took, from its photographs to its table; `smoke` all of it. */
  seconds: z.record(z.string(), z.number().positive()).optional(),
});

export type BenchResult = z.output<typeof benchResult>;
export type GroupResult = z.output<typeof group>;
export type SubjectResult = z.output<typeof subject>;
export type Absent = z.output<typeof absent>;
export type Ratio = z.output<typeof ratio>;
export type Machine = z.output<typeof machine>;
