import { readFileSync } from 'node:fs';
import { readHeader } from '../../src/core/header/read';
import { parseRecipe } from '../../src/core/recipe/parse';
import { planSteps, type Branch } from '../../src/worker/plan-steps';
import type { Copy } from '../subjects/subject';

/**
 * What the product draws for an image, by its own plans: the peers are given the same, so that all make the same outputs.
 * @param name The image's, which the draws depend on.
 */
export async function drawnCopies(file: string, name: string, given: object): Promise<Copy[]> {
  const { steps, seed } = parseRecipe(given);
  const { header } = readHeader(new Uint8Array(readFileSync(file)));
  if (!header) throw new Error(`Expected an image in ${file}, found none.`);
  const branches = await planSteps(steps, { path: name, seed, header, maxPixels: Infinity });
  return branches.flatMap((branch) => leaves(branch, { window: null, isMirrored: false, brightness: 1 }));
}

type Drawn = Omit<Copy, 'window'> & { readonly window: Copy['window'] | null };

/** Every way through the steps is an output. */
function leaves(branch: Branch, before: Drawn): Copy[] {
  const drawn = { ...before, ...drawnBy(branch) };
  if (branch.next.length > 0) return branch.next.flatMap((next) => leaves(next, drawn));
  const { window } = drawn;
  if (!window) throw new Error('Expected a window for every copy, received none.');
  return [{ ...drawn, window }];
}

function drawnBy({ operation, plan, geometry: { clip } }: Branch): Partial<Copy> {
  switch (operation.id) {
    case 'random-crop':
      return { window: { left: clip.x0, top: clip.y0, width: clip.x1 - clip.x0, height: clip.y1 - clip.y0 } };
    case 'flip':
      return { isMirrored: true };
    case 'brightness':
      return { brightness: (plan as unknown as { readonly factor: number }).factor }; // Its plan's, which others cannot see.
    default:
      return {};
  }
}
