import { meanOf } from '../statistics';
import type { BenchInput } from '../subjects/subject';
import { jpegFacts } from './jpeg-facts';
import type { Plane } from './luma';
import { lumaIn } from './reference';
import { ssim } from './ssim';

export interface Quality {
  readonly bytesPerImage: number;
  /** Null where there is no reference: each subject draws its own crops. */
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
 * @param references One for each input, or none.
 * @throws Error where an output is not what the group asks for.
 */
export async function judged(
  outputs: readonly (readonly Uint8Array[])[],
  inputs: readonly BenchInput[],
  references: readonly Plane[],
): Promise<Quality> {
  const likenesses: number[] = [];
  for (const [at, ofInput] of outputs.entries()) {
    const { width, height, path } = inputs[at]!;
    for (const output of ofInput) {
      const written = jpegFacts(output);
      if (written && (written.isProgressive || written.subsampling !== '4:2:0' || !written.isOptimised))
        throw new Error(`Expected a baseline JPEG of 4:2:0 with its own tables, received ${JSON.stringify(written)}`);
      const luma = await lumaIn(output);
      if (luma.width !== width || luma.height !== height)
        throw new Error(`Expected ${width} × ${height} px for ${path}, received ${luma.width} × ${luma.height}`);
      if (references.length > 0) likenesses.push(ssim(references[at]!, luma));
    }
  }
  const bytesPerImage = Math.round(meanOf(outputs.flat().map(({ length }) => length)));
  return { bytesPerImage, ssim: likenesses.length > 0 ? Number(meanOf(likenesses).toFixed(5)) : null };
}
