import type { Size } from '../geometry/geometry';
import { boundsOf } from '../geometry/rings';
import type { Header } from '../header/header';
import { frameWords, type FrameFinding, type LabelFrame } from './label-frame';
import { numbersOf, placesOf } from './label-numbers';
import type { ImageLabels, Shape } from './labels';

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
    const finding = { frame, ...counts, upright: evidence('upright'), stored: evidence('stored') } as const;
    return { ...finding, detail: `${frameWords(frame, finding)}.` };
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
