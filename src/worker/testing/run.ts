import type { Encoded, Worked } from '../../core/dataset/outcome';
import type { Geometry, Size } from '../../core/geometry/geometry';
import type { Header, Orientation } from '../../core/header/header';
import type { Step } from '../../core/operations/operation';
import { parseRecipe } from '../../core/recipe/parse';
import type { ImageLimits } from '../api';
import type { Engines } from '../engines';
import { planSteps, type Branch } from '../plan-steps';
import { processItem } from '../process';
import { nodeMagick } from './node-magick';
import { sideModulesOf } from './node-vips';
import type { VipsLibrary } from '../vips';
import { decoded, pngOf, type Raster } from './raster';

export const limits: ImageLimits = { maxPixels: 200e6, maxPages: 10_000 };

/** What a recipe may say in a test; `version` is put in. */
export interface RecipeParts {
  readonly steps?: readonly Step[];
  readonly output?: Readonly<Record<string, unknown>>;
  readonly input?: Readonly<Record<string, unknown>>;
  readonly decode?: string;
}

/** One file through the worker's own way. */
export function processed(
  vips: VipsLibrary,
  bytes: Uint8Array,
  parts: RecipeParts,
  bounds: ImageLimits = limits,
): Promise<Worked> {
  return processItem(libvipsAlone(vips), bytes, {
    path: 'in',
    recipe: parseRecipe({ version: 1, ...parts }),
    limits: bounds,
  });
}

/** Everything runs on libvips: the kernels have tests of their own. */
export function libvipsAlone(vips: VipsLibrary): Engines {
  return {
    tier: { name: 'full', writesWebp: false },
    vips: () => Promise.resolve(vips),
    sideModules: sideModulesOf(vips),
    magick: nodeMagick,
    kernels: null,
    browser: null,
  };
}

/** The one output of a file that must be done. */
export async function output(vips: VipsLibrary, bytes: Uint8Array, parts: RecipeParts): Promise<Encoded> {
  const worked = await processed(vips, bytes, parts);
  if (worked.status !== 'done') throw new Error(`Expected an output, received ${worked.code}: ${worked.detail}`);
  const [first, ...others] = worked.outputs;
  if (!first || others.length > 0) throw new Error(`Expected one output, received ${worked.outputs.length}.`);
  return first;
}

/** Pixels through steps: from a lossless file to a lossless file, by the worker's own way. */
export async function through(
  vips: VipsLibrary,
  raster: Raster,
  steps: readonly Step[],
  orientation?: Orientation,
): Promise<Raster> {
  const file = pngOf(vips, raster, orientation);
  const { bytes } = await output(vips, file, { steps, output: { format: 'png', compression: 1 } });
  return decoded(vips, new Uint8Array(bytes));
}

/** What steps become for an image of this size. */
export function planned(size: Size, steps: readonly Step[], orientation: Orientation = 1): Promise<readonly Branch[]> {
  const header = headerOf(size, orientation);
  const recipe = parseRecipe({ version: 1, steps });
  return planSteps(recipe.steps, { path: 'in', seed: 0, header, maxPixels: limits.maxPixels });
}

/** Of a plain RGB file of this size. */
export function headerOf({ width, height }: Size, orientation: Orientation = 1): Header {
  return { ...plain, width, height, orientation };
}

/** What the steps' plans promise, step by step. */
export async function geometries(
  size: Size,
  steps: readonly Step[],
  orientation?: Orientation,
): Promise<readonly Geometry[]> {
  const found: Geometry[] = [];
  let branches = await planned(size, steps, orientation);
  for (let [branch] = branches; branch; [branch] = branches) {
    found.push(branch.geometry);
    branches = branch.next;
  }
  return found;
}

const plain = {
  format: 'png',
  bands: 3,
  alpha: false,
  space: 'rgb',
  depth: 8,
  float: false,
  pages: 1,
  profile: false,
  sampling: null,
  interlaced: false,
  complete: true,
} as const satisfies Partial<Header>;
