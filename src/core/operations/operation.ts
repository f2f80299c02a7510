import type Vips from 'wasm-vips';
import type { ItemFacts } from '../dataset/item';
import type { ImageLabels } from '../dataset/labels';
import type { Geometry, Size } from '../geometry/geometry';
import type { Header, Orientation } from '../header/header';
import type { Random } from '../random';
import type { z } from '../zod';

/** What a step is planned from: the image as the former steps left it. */
export interface PlanInput {
  readonly size: Size;
  /** Its orientation is what the former steps left (`Plan.orientation`); all else is the file's. */
  readonly header: Header;
  readonly item: ItemFacts;
  /** Seeded by the recipe's seed, the item's path, the fan-out members on the way and the step's position. */
  readonly random: Random;
  /** The image's labels as the former steps left them, in its pixels; null where it has none to look at. */
  labels(): ImageLabels | null;
  /** What would be left of `labels()` by such a step; null where there are none. The rules for labels drop nothing here. */
  labelsAfter(geometry: Geometry): ImageLabels | null;
}

/** Plain data with every rounding and every random draw already made. `suffix` names a member of a fan-out. */
export type Plan = object & {
  readonly suffix?: string;
  /**
   * The orientation that holds from this step on, where the step changes it: the runner hands it to the later steps'
   * headers and to the encoder, which writes it as the tag. Left out, the former one stays.
   */
  readonly orientation?: Orientation;
};

/**
 * In which order `apply` reads pixels: `rows` from top to bottom, or `anywhere`. The decode is sequential only when
 * every step says `rows`; a vertical flip on a sequential decode fails with an out-of-order read.
 */
export type Access = 'rows' | 'anywhere';

/**
 * What `apply` does with samples, and so what the runner does with alpha around it.
 * - `moved`: samples go elsewhere unmixed, or new ones are set. Straight alpha in and out.
 * - `resampled`: neighbours are mixed. An image with alpha comes premultiplied (as `premultiply` leaves it: float, the
 *   same range) and goes so, its fills too; the runner undoes it and casts back. One without alpha comes as it is, and
 *   if `apply` joins an alpha band for a fill that is not opaque, that band is straight.
 * - `recoloured`: `apply` gets the colour bands alone, and may change their number; the runner joins alpha again.
 */
export type Treatment = 'moved' | 'resampled' | 'recoloured';

/** RGBA, fractions of full range. */
export type Fill = readonly [number, number, number, number];

export type Kernel = 'nearest' | 'linear' | 'cubic' | 'mitchell' | 'lanczos2' | 'lanczos3';

/** Every key a recipe's step of this operation may have, but for `op`. */
export type Params = z.ZodObject;

/** What every operation declares, whatever its kind. */
interface Declared<P extends Params> {
  /** As written in recipes: kebab-case. */
  readonly id: string;
  readonly title: string;
  /** One sentence: what it does for the person. */
  readonly summary: string;
  /** Parameters of a telling use: the docs page and the golden cases run it. */
  readonly example: z.input<P>;
  /** Strict, with the defaults: nowhere else does a default stand. Each key has a `.meta({ title, description, unit? })`. */
  readonly params: P;
}

/** What an operation's file declares. All rounding and randomness happen in `plan`; pixels and labels read the same plan. */
export interface PixelDeclaration<P extends Params = Params, T extends Plan = Plan> extends Declared<P> {
  /** May throw `ItemError('step-failed')`. A list longer than one is a fan-out. */
  plan(input: PlanInput, params: z.output<P>): T[] | Promise<T[]>;
  geometry(plan: T): Geometry;
  access(plan: T): Access;
  pixels(plan: T): Treatment;
  /**
   * Whether `apply` also takes an image that decoding shrank by 2, 4 or 8: each side divided and rounded down, what is
   * left over cut from the right and the bottom. A step that scales gives the size and the places that `geometry`
   * promises for the unshrunk one; any other gives them divided likewise, so where it turns a cut edge to the left or
   * the top, it does not accept.
   */
  readonly acceptsShrunk?: boolean | ((plan: T, by: number) => boolean);
  /** 8 where the operation knows 8 bits alone; the report counts what was reduced. */
  readonly depth?: 8;
  /** Lazy: returns a new handle; the runner frees every one. Straight alpha last, sRGB or grey. */
  apply(vips: typeof Vips, image: Vips.Image, plan: T): Vips.Image;
  /** Not null: the step is its geometry and nothing else, sampled with `kernel`, filled with `fill`. */
  moves?(plan: T): { readonly kernel: Kernel; readonly fill: Fill } | null;
}

/** An entry of the catalogue. */
export interface Operation<P extends Params = Params, T extends Plan = Plan> extends PixelDeclaration<P, T> {
  readonly kind: 'pixels';
}

/** A step of a recipe: one operation with its parameters. */
export interface Step {
  readonly op: string;
  readonly [param: string]: unknown;
}

/** Steps that take a structural step's place; `suffix` names a member where there is more than one. */
export interface Chain {
  readonly steps: readonly Step[];
  readonly suffix?: string;
}

/** A step without pixels (`repeat`, `random-apply` …): it says which steps stand in its place. */
export interface StructuralDeclaration<P extends Params = Params> extends Declared<P> {
  /** More than one chain is a fan-out, an empty chain leaves the image as it is. All its randomness is the input's. */
  expand(input: PlanInput, params: z.output<P>): Chain[];
  /** How many chains `expand` gives at most: what a recipe can come to is bounded before any image is read. */
  chains(params: z.output<P>): number;
}

/** An entry of the catalogue whose parameters hold steps, as `steps()` of params.ts declares them. */
export interface StructuralOperation<P extends Params = Params> extends StructuralDeclaration<P> {
  readonly kind: 'structure';
}

/** Keeps the types of one operation's parameters and plan together. */
export function operation<P extends Params, T extends Plan>(declared: PixelDeclaration<P, T>): Operation<P, T> {
  return { kind: 'pixels', ...declared };
}

/** The same for a structural operation's parameters. */
export function structure<P extends Params>(declared: StructuralDeclaration<P>): StructuralOperation<P> {
  return { kind: 'structure', ...declared };
}
