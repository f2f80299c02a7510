import type Vips from 'wasm-vips';
import type { Encoded, Note } from '../core/dataset/outcome';
import { ItemError } from '../core/errors';
import type { Header } from '../core/header/header';
import type { Pace } from '../core/header/sequence';
import type { Step } from '../core/operations/operation';
import type { ItemLabels } from './api';
import { headerOf } from './codecs/decode';
import { framesTaken, openFrames, type Frames } from './codecs/frames';
import type { Reader } from '../core/header/readers';
import { formatNames } from '../core/header/format-names';
import type { Engines } from './engines';
import { exactWay, type ExactOptions } from './exact-way';
import { planSteps, type Branch } from './plan-steps';
import type { Leaf } from './run-steps';
import { Scope } from './scope';
import type { VipsLibrary } from './vips';

export interface FramesWayOptions extends Omit<ExactOptions, 'branches' | 'stored'> {
  readonly path: string;
  readonly labels: ItemLabels | undefined;
  /** By a frame's own orientation: pages of one file differ. */
  readonly stepsFor: (header: Header) => readonly Step[];
  readonly maxPixels: number;
  /** Whether the frames become one moving picture instead of a file each. */
  readonly isAnimated: boolean;
}

/**
 * Frames or pages of one file, each through the steps: as members of a fan-out, or joined to an animation again.
 * @returns the outputs, and the plans that they were made by.
 */
export async function framesWay(
  engines: Pick<Engines, 'kernels' | 'magick'> & { readonly vips: () => Promise<VipsLibrary> },
  bytes: Uint8Array,
  options: FramesWayOptions,
): Promise<{ readonly outputs: readonly Encoded[]; readonly branches: readonly Branch[] }> {
  const { header, reader, recipe, path, labels, stepsFor, maxPixels, isAnimated, writing } = options;
  const { frames: asked } = recipe.input;
  const indexes = framesTaken(isAnimated && asked === 'first' ? 'all' : asked, header.pages);
  hold(options, header.width * header.height * indexes.length, indexes.length);
  const vips = await engines.vips();
  using frames = await openFrames(engines, vips, bytes, { header, reader, input: recipe.input, indexes });
  using animations = new Animations();
  if (isAnimated) writing.collect = (leaf) => animations.add(leaf);
  const own = isAnimated ? { ...engines, kernels: null } : engines;
  const planned: Branch[] = [];
  let pixels = 0;
  for (const index of indexes) {
    using scope = new Scope();
    const image = scope.keep(frames.at(index));
    const { width, height } = image;
    // Pages have sizes, orientations and depths of their own; frames of an animation have none.
    const its = isPaged(reader)
      ? { ...headerOf(image, header.format), pages: header.pages }
      : { ...header, width, height };
    hold(options, (pixels += width * height), indexes.length);
    const frame = isAnimated ? {} : { frame: index };
    const branches = await planSteps(stepsFor(its), {
      path,
      seed: recipe.seed,
      header: its,
      maxPixels,
      labels,
      ...frame,
    });
    // An animation's labels are those of its first frame.
    if (!isAnimated || index === 0) planned.push(...branches);
    await exactWay(own, bytes, { ...options, header: its, branches, stored: () => image.copy() });
  }
  writing.collect = null;
  const pace = paceFor(frames, indexes);
  if (isAnimated && !pace) options.account.note([paceAssumed(header)]);
  animations.write(vips, pace, (leaf, pageHeight) => writing.animation(leaf, pageHeight));
  return { outputs: await writing.finished(), branches: planned };
}

function isPaged({ by, frames }: Reader): boolean {
  return by === 'libvips' && frames === 'single';
}

function hold({ header: { format }, maxPixels }: FramesWayOptions, pixels: number, count: number): void {
  if (pixels <= maxPixels) return;
  throw new ItemError(
    'too-large',
    `The ${count} frames of this ${formatNames[format]} file have more than ${Math.round(maxPixels) / 1e6} megapixels together.`,
  );
}

/** Where frames are left out, those before them stay for their time. */
function paceFor({ pace }: Frames, indexes: readonly number[]): Pace | null {
  if (!pace) return null;
  const delays = indexes.map((from, i) =>
    pace.delays.slice(from, indexes[i + 1] ?? pace.delays.length).reduce((sum, delay) => sum + delay, 0),
  );
  return { delays, loop: pace.loop };
}

/** Results of the frames, by what names them among their siblings: the steps may fan out. */
class Animations implements Disposable {
  readonly #scope = new Scope();
  readonly #rolls = new Map<string, { readonly leaf: Leaf; readonly images: Vips.Image[] }>();

  /** Its image is kept in memory. */
  add(leaf: Leaf): void {
    const image = this.#scope.keep(leaf.image.copyMemory());
    const roll = this.#rolls.get(leaf.suffix);
    if (roll) roll.images.push(image);
    else this.#rolls.set(leaf.suffix, { leaf, images: [image] });
  }

  write(vips: VipsLibrary, pace: Pace | null, finish: (leaf: Leaf, pageHeight: number) => void): void {
    for (const { leaf, images } of this.#rolls.values()) {
      using scope = new Scope();
      const { height } = images[0]!; // A roll begins with one.
      const roll = scope.keep(scope.keep(vips.Image.arrayjoin(images, { across: 1 })).copy());
      roll.setInt('page-height', height);
      roll.setArrayInt('delay', [...(pace?.delays ?? images.map(() => usualDelayMs))]);
      roll.setInt('loop', pace?.loop ?? 0);
      finish({ ...leaf, image: roll }, height);
    }
  }

  [Symbol.dispose](): void {
    this.#scope[Symbol.dispose]();
  }
}

/** What browsers take for a frame that says none. */
const usualDelayMs = 100;

function paceAssumed({ format }: Header): Note {
  const detail = `The ${formatNames[format]} file does not say how long its pictures are shown: it is ${usualDelayMs} ms each, for ever.`;
  return { code: 'pace-assumed', detail };
}
