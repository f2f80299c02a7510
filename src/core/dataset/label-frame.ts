import type { Size } from '../geometry/geometry';
import { boundsOf } from '../geometry/rings';
import type { Header } from '../header/header';
import { numbersOf, placesOf } from './label-numbers';
import type { ImageLabels, Shape } from './labels';

/** The frame that labels live in: the image as it is shown, or as it is stored. */
export type LabelFrame = 'upright' | 'stored';

/** How many images speak for a frame, by what. */
export interface FrameEvidence {
  /** The size that the label file states, or a mask's own. */
  readonly size: number;
  /** Places that lie in the image in this frame, and outside in the other. */
  readonly places: number;
}

/** Which frame the labels of a dataset live in, and why. */
export interface FrameFinding {
  readonly frame: LabelFrame;
  /** Images that were looked at. */
  readonly looked: number;
  /** Those of them that EXIF lays on their side: no others can tell. */
  readonly turned: number;
  readonly upright: FrameEvidence;
  readonly stored: FrameEvidence;
  /** One or two sentences, for people. */
  readonly detail: string;
}

/** What rounding to whole pixels sticks out by. */
const slackPx = 0.5;

/** Hears images one by one. Labels of a tool that ignores EXIF disagree with pixels that are turned by it. */
export class FrameVote {
  #looked = 0;
  #turned = 0;
  /** Images whose own evidence is for a frame; where size and places disagree, places are the labels themselves. */
  readonly #votes = { upright: 0, stored: 0 };
  readonly #size = { upright: 0, stored: 0 };
  readonly #places = { upright: 0, stored: 0 };

  /** @returns whether EXIF lays the image on its side. */
  add(image: ImageLabels, { width, height, orientation }: Pick<Header, 'width' | 'height' | 'orientation'>): boolean {
    this.#looked++;
    if (orientation < 5 || width === height) return false;
    this.#turned++;
    const stored = { width, height };
    const upright = { width: height, height: width };
    const bySize = sizesOf(image).map((size) => frameOf((frame) => isSame(frame, size), upright, stored));
    const size = agreed(bySize);
    const places = frameOf((frame) => holds(frame, image), upright, stored);
    if (size) this.#size[size]++;
    if (places) this.#places[places]++;
    const vote = places ?? size;
    if (vote) this.#votes[vote]++;
    return true;
  }

  /** Upright where nothing tells, or as many images speak for either. */
  finding(): FrameFinding {
    const { upright, stored } = this.#votes;
    const frame = stored > upright ? 'stored' : 'upright';
    const evidence = (of: LabelFrame) => ({ size: this.#size[of], places: this.#places[of] });
    const counts = { looked: this.#looked, turned: this.#turned };
    return { frame, ...counts, upright: evidence('upright'), stored: evidence('stored'), detail: this.#detail(frame) };
  }

  #detail(frame: LabelFrame): string {
    const read = `Labels are read as drawn on the images as they are ${frame === 'stored' ? 'stored' : 'shown'}`;
    if (this.#looked === 0) return `${read}: there is no image by which to tell.`;
    if (this.#turned === 0) return `${read}: EXIF lays none of ${this.#looked} on its side, so nothing tells.`;
    const other = frame === 'stored' ? 'upright' : 'stored';
    const [votes, against] = [this.#votes[frame], this.#votes[other]];
    const of = `of ${this.#turned} images that EXIF lays on their side`;
    if (votes + against === 0) return `${read}: none ${of} tells.`;
    const why = `${this.#size[frame]} by a stated size, ${this.#places[frame]} by places that fit this frame alone`;
    return `${read}: ${votes} ${of} say so (${why}), ${against} say the other.`;
  }
}

function frameOf(fits: (frame: Size) => boolean, upright: Size, stored: Size): LabelFrame | null {
  const [isUpright, isStored] = [fits(upright), fits(stored)];
  if (isUpright === isStored) return null;
  return isUpright ? 'upright' : 'stored';
}

/** What all that say something say; null where they disagree. */
function agreed(frames: readonly (LabelFrame | null)[]): LabelFrame | null {
  const said = new Set(frames.filter((frame) => frame !== null));
  const [only = null] = said;
  return said.size === 1 ? only : null;
}

function sizesOf({ stated, labels }: ImageLabels): Size[] {
  const masks = labels.flatMap(({ shapes }) =>
    shapes.flatMap((shape) => (shape.kind === 'mask' ? [shape.mask.size] : [])),
  );
  return stated ? [stated, ...masks] : masks;
}

function isSame(one: Size, other: Size): boolean {
  return one.width === other.width && one.height === other.height;
}

/** Whether the image holds all labels that have places; fractions fit every frame. */
function holds({ width, height }: Size, { unit, labels }: ImageLabels): boolean {
  if (unit === 'fraction') return true;
  return labels.every(({ shapes }) =>
    shapes.every((shape) => {
      const { x1, y1 } = boundsOf(pointsOf(shape));
      return !(x1 > width + slackPx || y1 > height + slackPx);
    }),
  );
}

/** Of a mask none: it says so by its size. */
function pointsOf(shape: Shape): Float64Array {
  if (shape.kind === 'mask') return new Float64Array();
  return shape.kind === 'keypoints' ? placesOf(shape.points) : numbersOf(shape);
}
