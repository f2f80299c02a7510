import { createHash } from 'node:crypto';
import { meanOf } from '../statistics';
import type { BenchInput } from '../subjects/subject';
import { jpegFacts } from './jpeg-facts';
import type { Plane } from './luma';
import { lumaIn } from './reference';
import { ssim } from './ssim';

export interface Quality {
  readonly bytesPerImage: number;
  /** Null where there is no reference. */
  readonly ssim: number | null;
}

/** By how much a subject's likeness may be below sharp's; a figure further below is void. */
export const voidBelow = 0.005;

/** A faster picture that is worse is no gain. */
export function isVoid(likeness: number | null, sharps: number | null): boolean {
  return likeness !== null && sharps !== null && likeness < sharps - voidBelow;
}

/**
 * Looks at every output: its size, how a JPEG of it is written, its likeness to the reference.
 * @param references Of each input, one for each of its outputs; none where likeness is not looked at.
 * @throws Error where an output is not what the group asks for.
 */
export async function judged(
  outputs: readonly (readonly Uint8Array[])[],
  inputs: readonly BenchInput[],
  references: readonly (readonly Plane[])[],
): Promise<Quality> {
  const likenesses: number[] = [];
  for (const [at, ofInput] of outputs.entries()) {
    const { width, height, path } = inputs[at]!;
    for (const [copy, output] of ofInput.entries()) {
      const reference = references[at]?.[copy];
      const written = jpegFacts(output);
      if (written && (written.isProgressive || written.subsampling !== '4:2:0' || !written.isOptimised))
        throw new Error(`Expected a baseline JPEG of 4:2:0 with its own tables, received ${JSON.stringify(written)}`);
      const known = reference && likenessesTo(reference).get(keyOf(output));
      if (known !== undefined) {
        likenesses.push(known);
        continue;
      }
      const luma = await lumaIn(output);
      if (luma.width !== width || luma.height !== height)
        throw new Error(`Expected ${width} × ${height} px for ${path}, received ${luma.width} × ${luma.height}`);
      if (!reference) continue;
      const likeness = ssim(reference, luma);
      likenessesTo(reference).set(keyOf(output), likeness);
      likenesses.push(likeness);
    }
  }
  const bytesPerImage = Math.round(meanOf(outputs.flat().map(({ length }) => length)));
  return { bytesPerImage, ssim: likenesses.length > 0 ? Number(meanOf(likenesses).toFixed(5)) : null };
}

/** Settings often make the same bytes, and comparing takes longer than making them. */
const seen = new WeakMap<Plane, Map<string, number>>();

function likenessesTo(reference: Plane): Map<string, number> {
  const known = seen.get(reference) ?? new Map<string, number>();
  seen.set(reference, known);
  return known;
}

function keyOf(output: Uint8Array): string {
  return createHash('sha256').update(output).digest('hex');
}
