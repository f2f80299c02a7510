import type Vips from 'wasm-vips';
import { Bytes } from '../../core/header/bytes';
import type { Header } from '../../core/header/header';
import { sequencePace, type Pace } from '../../core/header/sequence';
import type { Recipe } from '../../core/recipe/recipe';
import type { Engines } from '../engines';
import type { VipsLibrary } from '../vips';
import { namesOf, open } from './decode';
import { imageOfFrame } from './foreign';
import type { Reader } from '../../core/header/readers';
import { readTrouble } from './trouble';

/** The numbers of the frames or pages that a recipe takes, from 0, in order. */
export function framesTaken(frames: Recipe['input']['frames'], pages: number): number[] {
  const every = frames === 'first' ? pages : frames === 'all' ? 1 : frames.every;
  return Array.from({ length: Math.ceil(pages / every) }, (_, i) => i * every);
}

/** Frames of one file, whichever its reader. Disposing frees what they have in common. */
export interface Frames extends Disposable {
  /** Lazy, as stored. @returns a new handle. */
  at(index: number): Vips.Image;
  /** Null for pages, and for frames of which the file says none. */
  readonly pace: Pace | null;
}

export interface FramesOptions {
  readonly header: Header;
  readonly reader: Reader;
  readonly input: Recipe['input'];
  readonly indexes: readonly number[];
}

/** @throws ItemError */
export async function openFrames(
  { magick }: Pick<Engines, 'magick'>,
  vips: VipsLibrary,
  bytes: Uint8Array,
  { header, reader, input, indexes }: FramesOptions,
): Promise<Frames> {
  const { format, height, width, complete } = header;
  const options = { shrink: 1, keepTruncated: input.truncated === 'keep', svgWidth: input.svgWidth };
  try {
    if (reader.by === 'imagemagick') {
      const decoded = (await magick()).frames(bytes, format, indexes);
      const pace = sequencePace(new Bytes(bytes));
      return {
        at: (index) => imageOfFrame(vips, decoded[indexes.indexOf(index)]!), // One of those asked for.
        // The pictures of a file that has both a sequence and items may be the items.
        pace: pace?.delays.length === header.pages ? pace : null,
        [Symbol.dispose]: () => {},
      };
    }
    if (reader.frames !== 'roll')
      return { at: (page) => open(vips, bytes, format, { ...options, page }), pace: null, [Symbol.dispose]: () => {} };
    // Each frame is drawn on the one before: taken one by one, the first would be decoded again and again.
    const lazy = open(vips, bytes, format, { ...options, page: 'all' });
    try {
      const roll = lazy.copyMemory();
      return {
        at: (index) => roll.crop(0, index * height, width, height),
        pace: paceOf(roll),
        [Symbol.dispose]: () => roll.delete(),
      };
    } finally {
      lazy.delete();
    }
  } catch (error) {
    throw readTrouble(error, format, complete);
  }
}

function paceOf(image: Vips.Image): Pace | null {
  const names = namesOf(image);
  if (!names.includes('delay')) return null;
  const list = image.getArrayInt('delay') as unknown as number[] | VectorOfInts; // By embind, a list or a vector.
  const delays = Array.isArray(list) ? list : Array.from({ length: list.size() }, (_, i) => list.get(i) ?? 0);
  return { delays, loop: names.includes('loop') ? image.getInt('loop') : 0 };
}

interface VectorOfInts {
  size(): number;
  get(index: number): number | undefined;
}
