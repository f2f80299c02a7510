import { keepAll } from '../core/dataset/label-rules';
import { labelOf, noLabels, shapeOf, type ImageLabels, type Label } from '../core/dataset/labels';
import type { MaskFill } from '../core/dataset/mask-fill';
import { arrive } from '../core/dataset/travel';
import type { Size } from '../core/geometry/geometry';
import { maskArea, type Mask } from '../core/geometry/mask';
import type { Header, Orientation } from '../core/header/header';
import { turnedSize } from '../core/operations/auto-orient';
import type { ItemLabels } from './api';
import { shown, start, step, type LabelWay } from './label-way';
import type { Branch } from './plan-steps';

/**
 * What of a result no pixel of the source fills: padding, corners that a turn leaves. A mask of the whole image goes
 * through the very steps that masks go through; what it does not reach is bare.
 */
export class BareMask {
  readonly #labels: ItemLabels;
  readonly #way: LabelWay;

  private constructor(labels: ItemLabels, way: LabelWay) {
    this.#labels = labels;
    this.#way = way;
  }

  /** Before the first step. */
  static of(header: Header, { frame }: ItemLabels): BareMask {
    const isTurned = frame === 'upright' && header.orientation >= 5;
    const size = turnedSize(header, isTurned ? 90 : 0);
    const image = { ...noLabels, labels: [labelOf(0, [{ kind: 'mask', mask: whole(size) }])] };
    const labels: ItemLabels = { image, rules: keepAll, frame };
    return new BareMask(labels, start(header, labels));
  }

  /** One step on. @param orientation Before the step. */
  through({ plan, geometry }: Branch, orientation: Orientation): BareMask {
    // However little of the image a step leaves, the rest is bare.
    const { minVisibility: _, ...place } = geometry;
    return new BareMask(this.#labels, step({ plan, geometry: place }, this.#way, orientation, this.#labels));
  }

  /** The labels of the result with what is bare as a mask of its class; as they are where nothing is. */
  fill(image: ImageLabels, { class: index, isIgnored }: MaskFill, orientation: Orientation): ImageLabels {
    if (!image.moved) return image;
    const way = shown(this.#way, orientation, this.#labels);
    const [label] = arrive(way, keepAll).labels.labels;
    const reached = label ? (shapeOf(label, 'mask')?.mask ?? null) : null;
    const bare = reached ? opposite(reached) : whole(way.size);
    if (maskArea(bare) === 0) return image;
    const filled: Label = labelOf(index, [{ kind: 'mask', mask: bare }], { flags: isIgnored ? ['ignore'] : [] });
    return { ...image, labels: [filled, ...image.labels] };
  }
}

function whole(size: Size): Mask {
  return { size, runs: Uint32Array.of(0, size.width * size.height) };
}

/** Zeros for ones: the runs change places. */
function opposite({ size, runs }: Mask): Mask {
  return { size, runs: runs[0] === 0 ? runs.slice(1) : Uint32Array.of(0, ...runs) };
}
