import type { Random } from '../random';
import { z } from '../zod';
import type { Kernel } from './operation';

/** The longest side that JPEG can hold, and more than any model takes. */
export const maxSidePx = 65535;

/** A length of at least one pixel. */
export const side = () => z.int().min(1).max(maxSidePx);

export const kernels = [
  'nearest',
  'linear',
  'cubic',
  'mitchell',
  'lanczos2',
  'lanczos3',
] as const satisfies readonly Kernel[];

export const kernel = () =>
  z
    .enum(kernels)
    .default('lanczos3')
    .meta({
      title: 'Kernel',
      labels: { lanczos2: 'Lanczos 2', lanczos3: 'Lanczos 3' },
      description:
        'How pixels are weighed when the size changes. Lanczos 3 is the sharpest, nearest keeps exact values; enlarging with mitchell, lanczos2 or lanczos3 is done by cubic.',
    });

/** One value, or a range `[lo, hi]` that a value is drawn from for each image. */
export type OneOrRange = number | readonly [number, number];

/** A random parameter: one value of `member`, or a range of two, the lower first. */
export const oneOrRange = (member: z.ZodNumber) =>
  z.union([
    member,
    z.tuple([member, member]).refine(([low, high]) => low <= high, { error: 'to have the lower end of a range first' }),
  ]);

export function rangeOf(given: OneOrRange): readonly [low: number, high: number] {
  return typeof given === 'number' ? [given, given] : given;
}

/** Uniform in a range; one value is itself, and draws all the same, so that what is drawn later stays. */
export function drawn(random: Random, given: OneOrRange): number {
  const [low, high] = rangeOf(given);
  return random.between(low, high);
}

/** The most steps that one list may hold. */
export const mostSteps = 1000;

/**
 * Steps inside a step. The operation's own schema takes any step; the recipe's puts the catalogue's in its place, found
 * by `holds`.
 */
export const steps = () =>
  z
    .array(z.looseObject({ op: z.string() }))
    .max(mostSteps)
    .default([])
    .meta({
      title: 'Steps',
      description: 'What is done, in this order.',
      holds: 'steps',
    });
