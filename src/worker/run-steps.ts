import type Vips from 'wasm-vips';
import type { Note } from '../core/dataset/outcome';
import { ItemError } from '../core/errors';
import { piped } from '../core/operations/handles';
import { scales, type Branch } from './plan-steps';
import { toldBy, type Told } from './program';
import { Scope } from './scope';
import { withBits } from '../core/operations/depth';
import type { VipsLibrary } from './vips';

/** The end of one way through the steps: a lazy image, and what names it among its siblings. */
export interface Leaf extends Told {
  readonly image: Vips.Image;
  readonly notes: readonly Note[];
}

/**
 * Applies planned steps, and calls `finish` with each image at the end of a way.
 * @param image Stays the caller's. Where a step reads anywhere, or several follow, the pixels of a sequential one are kept
 *   in memory first: its rows come by once.
 */
export function runSteps(
  vips: VipsLibrary,
  image: Vips.Image,
  branches: readonly Branch[],
  { sequential, shrink, told }: Decoded,
  finish: (leaf: Leaf) => void,
): void {
  walk({ vips, finish }, image, branches, { ...told, notes: [], sequential, shrink });
}

/** How an image stands after decoding. */
export interface Decoded {
  /** Whether its rows come by once, from top to bottom. */
  readonly sequential: boolean;
  /** By how much decoding shrank it: 1, 2, 4 or 8. */
  readonly shrink: number;
  /** By the steps before. */
  readonly told: Told;
}

interface Run {
  readonly vips: VipsLibrary;
  readonly finish: (leaf: Leaf) => void;
}

/** What of the way so far matters for the rest of it. */
interface Way extends Omit<Leaf, 'image'>, Omit<Decoded, 'told'> {}

function walk(run: Run, image: Vips.Image, branches: readonly Branch[], way: Way): void {
  const { suffix, orientation, notes, sequential, shrink } = way;
  if (branches.length === 0) return run.finish({ image, suffix, orientation, notes });
  using scope = new Scope();
  const keeps = sequential && (branches.length > 1 || branches.some(({ access }) => access === 'anywhere'));
  const source = keeps ? scope.keep(image.copyMemory()) : image;
  for (const branch of branches) {
    using member = new Scope();
    const { operation } = branch;
    const reduced = operation.depth === 8 && source.format !== 'uchar';
    const input = reduced ? member.keep(withBits(source, 8)) : source;
    const result = member.keep(applied(run.vips, input, branch));
    const noted: readonly Note[] = reduced
      ? [...notes, { code: 'depth-reduced', detail: `"${operation.title}" works on 8 bits a sample.` }]
      : notes;
    const left = scales(branch) ? 1 : shrink;
    check(result, branch, left);
    walk(run, result, branch.next, {
      ...toldBy(branch, way),
      notes: noted,
      sequential: sequential && !keeps,
      shrink: left,
    });
  }
}

/** One step, with alpha treated as the operation declares. @returns a new handle. */
function applied(vips: VipsLibrary, image: Vips.Image, { operation, plan }: Branch): Vips.Image {
  const apply = (one: Vips.Image) => operation.apply(vips, one, plan);
  if (!image.hasAlpha()) return apply(image);
  switch (operation.pixels(plan)) {
    case 'moved':
      return apply(image);
    case 'resampled':
      return piped(
        image,
        (one) => one.premultiply(),
        apply,
        (one) => one.unpremultiply(),
        (one) => (one.format === image.format ? one.copy() : rounded(one, image.format)),
        (one) => one.copy({ interpretation: image.interpretation }),
      );
    case 'recoloured': {
      using scope = new Scope();
      const colours = scope.keep(image.extractBand(0, { n: image.bands - 1 }));
      const alpha = scope.keep(image.extractBand(image.bands - 1));
      return scope.keep(apply(colours)).bandjoin(alpha);
    }
  }
}

/** Casting cuts fractions off, which would darken by half a level. */
function rounded(image: Vips.Image, format: Vips.Enum): Vips.Image {
  return format === 'float'
    ? image.cast(format)
    : piped(
        image,
        (one) => one.round('rint'),
        (one) => one.cast(format),
      );
}

/** Pixels and labels read the same plan; a size that differs is a bug, and stays loud. */
function check({ width, height }: Vips.Image, { operation, geometry: { size } }: Branch, shrink: number): void {
  const promised = { width: Math.floor(size.width / shrink), height: Math.floor(size.height / shrink) };
  if (width === promised.width && height === promised.height) return;
  throw new Error(
    `Expected "${operation.id}" to make ${promised.width} × ${promised.height} px, received ${width} × ${height}.`,
  );
}

/** What a step threw, as item trouble. */
export function stepTrouble(thrown: unknown, reason: string): ItemError {
  if (thrown instanceof ItemError) return thrown;
  return new ItemError('step-failed', `A step failed: ${reason}.`, { cause: thrown });
}
