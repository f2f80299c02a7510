/** What the image worker serves, as types that the page's side may import. */
import type { Worked } from '../core/dataset/outcome';
import type { ImageFormat, Orientation } from '../core/header/header';
import type { CheckRules } from '../core/dataset/label-checks';
import type { LabelRules } from '../core/dataset/label-rules';
import type { MaskFill } from '../core/dataset/mask-fill';
import type { ImageLabels } from '../core/dataset/labels';
import type { PackedLabels } from '../core/dataset/packed-labels';
import type { PlacedLabels } from '../core/dataset/placed-labels';
import type { Recipe } from '../core/recipe/recipe';
import type { Tier } from '../core/tier';

/** Bounds that a header is held against before anything is decoded. */
export interface ImageLimits {
  /** Width × height × pages decoded; default 200 million. */
  readonly maxPixels: number;
  readonly maxPages: number;
}

/** Handed to every fresh worker before its first task. */
export interface WorkerStart {
  /** What the page may compute with; workers ask nothing of their own surroundings. */
  readonly tier: Tier;
  /** Our own, compiled once on the page, shared by structured clone. libvips comes by `handLibvips`. */
  readonly kernels: WebAssembly.Module;
  /** Bytes that the kernels' memory may grow to. */
  readonly maxKernelBytes: number;
  /** Bytes that one instance may grow to; running out is `out-of-memory`, and the worker is replaced after that item. */
  readonly maxWasmBytes: number;
  /**
   * The worker asks to be replaced after this many items, those while no library ran here counted by the other number, or once
   * its memory has grown past this.
   */
  readonly retireAfterItems: number;
  readonly retireAfterLightItems: number;
  readonly retireAboveBytes: number;
}

/** What may be asked a second time. */
interface Askable {
  /** The browser's decoder has refused the file: libvips is asked. */
  readonly isRefused?: boolean;
}

/** The labels that an item comes with. */
export interface ItemLabels {
  readonly image: ImageLabels;
  readonly rules: LabelRules;
  /** Whether they were drawn on the image as it is shown, or as it is stored. */
  readonly frame: 'upright' | 'stored';
  /** Left out, what steps leave bare has no label. */
  readonly maskFill?: MaskFill;
  /** Left out, they are not looked at. */
  readonly checks?: CheckRules;
}

/** The same on their way to a worker. */
export interface SentLabels extends Omit<ItemLabels, 'image'> {
  readonly image: PackedLabels;
}

export interface ProcessRequest extends Askable {
  readonly labels?: SentLabels;
  readonly path: string;
  readonly recipe: Recipe;
  readonly limits: ImageLimits;
}

export interface ThumbnailRequest extends Askable {
  /** The longer side of the result, at most. */
  readonly maxPx: number;
  readonly limits: ImageLimits;
  /** How wide vector graphics are drawn before that; default the recipe's own default. */
  readonly svgWidth?: number;
}

/** A picture that every browser shows: WebP, PNG or JPEG, upright. */
export interface Picture {
  readonly bytes: ArrayBuffer;
  readonly type: 'image/webp' | 'image/png' | 'image/jpeg';
  readonly width: number;
  readonly height: number;
}

export interface Thumbnail {
  readonly picture: Picture;
  readonly format: ImageFormat;
  /** The source's, as stored. */
  readonly width: number;
  readonly height: number;
  readonly orientation: Orientation;
}

export interface PreviewRequest extends ProcessRequest {
  /** Bounds the longer side of `before`, which is a rendering of the source. */
  readonly maxPx: number;
}

/** Before and after of one image; `after` is what the job itself would have made. */
export interface Preview {
  readonly before: Picture;
  readonly worked: Worked;
  /** Over `before` and over each output, as the very plans moved them; null where the item came without labels. */
  readonly labels: PreviewLabels | null;
}

export interface PreviewLabels {
  readonly before: PlacedLabels;
  /** In the order of the outputs. */
  readonly afters: readonly PlacedLabels[];
}

/**
 * The tasks of `src/worker/entry.ts`, which ends with `serve(tasks)`. The bytes are a file's, transferred: empty for the
 * sender afterwards.
 */
export interface WorkerTasks {
  /** The pool's initializer. libvips starts when it is first needed. */
  start(options: WorkerStart): Promise<void>;
  /** Settles with an outcome for every item trouble; throws only for bugs. Outputs are transferred. */
  process(bytes: ArrayBuffer, request: ProcessRequest): Promise<Worked>;
  /** @throws ItemError, which arrives as an error with its code. */
  thumbnail(bytes: ArrayBuffer, request: ThumbnailRequest): Promise<Thumbnail>;
  /** @throws ItemError as `thumbnail` does, where there is nothing to show. */
  preview(bytes: ArrayBuffer, request: PreviewRequest): Promise<Preview>;
}
