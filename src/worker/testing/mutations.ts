import { itemCodes } from '../../core/errors';
import { random } from '../../core/random';
import { nodeVips } from './node-vips';
import { processed } from './run';
import { validFiles } from './valid-files';
import type { VipsLibrary } from '../vips';

/** A copy with bytes changed, zeroed, doubled or cut off, drawn by the seed. */
export function mutated(file: Uint8Array, seed: number, key: string): Uint8Array {
  const { next: draw, integer } = random(seed, key);
  const below = (most: number) => integer(0, Math.max(0, most - 1));
  const copy = file.slice();
  for (let changes = 1 + below(4); changes > 0; changes--) {
    // Headers decide most.
    const at = draw() < 0.5 ? below(Math.min(64, copy.length)) : below(copy.length);
    switch (below(4)) {
      case 0:
        copy[at] = below(256);
        break;
      case 1:
        copy[at]! ^= 1 << below(8);
        break;
      case 2:
        copy.fill(draw() < 0.5 ? 0 : 255, at, at + 1 + below(16));
        break;
      case 3:
        copy.copyWithin(at, below(copy.length), copy.length);
    }
  }
  return draw() < 0.2 ? copy.slice(0, below(copy.length)) : copy;
}

export interface Mutations {
  /** Numbers, half-open. */
  readonly from: number;
  readonly to: number;
  readonly seed: number;
}

export interface Played {
  readonly index: number;
  /** Of the file that was damaged. */
  readonly name: string;
  /** `done`, or a code of the list. */
  readonly fate: string;
  readonly ms: number;
}

/** Reads damaged files, each decided by its number and the seed. @throws Error for any end that is no outcome. */
export async function fatesOfMutations(
  vips: VipsLibrary,
  { from, to, seed }: Mutations,
  onPlayed: (played: Played) => void,
): Promise<void> {
  const files = [...validFiles(vips)].map(([name, { bytes }]) => [name, bytes] as const);
  for (let index = from; index < to; index++) {
    const [name, file] = files[index % files.length]!;
    const began = performance.now();
    const what = `Mutation ${index} of a ${name}, by seed ${seed},`;
    const fate = await fateOf(vips, mutated(file, seed, `${name} ${index}`), what);
    onPlayed({ index, name, fate, ms: performance.now() - began });
  }
}

/** The same with a libvips of its own. */
export async function playMutations(mutations: Mutations, onPlayed: (played: Played) => void): Promise<void> {
  await fatesOfMutations(await nodeVips(['heif', 'jxl', 'resvg']), mutations, onPlayed);
}

/** @param what Begins the sentence of the error that tells of any other end. */
async function fateOf(vips: VipsLibrary, bytes: Uint8Array, what: string): Promise<string> {
  const parts = { input: { svgWidth: 64 }, output: { format: 'png', compression: 0 } } as const;
  let fate: string;
  try {
    const worked = await processed(vips, bytes, parts, { maxPixels: 4e6, maxPages: 100 });
    fate = worked.status === 'done' ? 'done' : worked.code;
  } catch (error) {
    throw new Error(`${what} ended with ${String(error)}.`, { cause: error });
  }
  if (fate !== 'done' && !Object.hasOwn(itemCodes, fate)) throw new Error(`${what} ended with ${fate}.`);
  return fate;
}
