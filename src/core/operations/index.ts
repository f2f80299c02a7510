import { affine } from './affine';
import { autoOrient } from './auto-orient';
import { brightness } from './brightness';
import { crop } from './crop';
import { cropToBoxes } from './crop-to-boxes';
import { elastic } from './elastic';
import { flip } from './flip';
import { grayscale } from './grayscale';
import { letterbox } from './letterbox';
import type { Operation, Params, Plan, StructuralOperation } from './operation';
import { pad } from './pad';
import { perspective } from './perspective';
import { randomApply } from './random-apply';
import { randomCrop } from './random-crop';
import { repeat } from './repeat';
import { resize } from './resize';
import { rotate } from './rotate';
import { tile } from './tile';

/** An operation with pixels whose own types are not known here: plans are handed back to it as it made them. */
export type AnyPixelOperation = Operation<Params, Plan>;

export type AnyOperation = AnyPixelOperation | StructuralOperation;

/** The catalogue, in the order in which pages list it. */
export const operations: readonly AnyOperation[] = [
  autoOrient,
  resize,
  letterbox,
  crop,
  randomCrop,
  cropToBoxes,
  tile,
  pad,
  flip,
  rotate,
  affine,
  perspective,
  elastic,
  grayscale,
  brightness,
  randomApply,
  repeat,
].map((one) => one as unknown as AnyOperation); // The list forgets which parameters belong to which; the schema checks them.

const byId = new Map(operations.map((one) => [one.id, one]));

/** @returns undefined for an id that the catalogue does not have. */
export function operationOf(id: string): AnyOperation | undefined {
  return byId.get(id);
}
