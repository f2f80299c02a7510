import { describe, expect, it } from 'vitest';
import { keepAll } from '../core/dataset/label-rules';
import { labelOf, noLabels, shapeOf, type ImageLabels } from '../core/dataset/labels';
import type { Encoded } from '../core/dataset/outcome';
import { packLabels, unpackLabels } from '../core/dataset/packed-labels';
import { maskArea, maskBounds } from '../core/geometry/mask';
import type { Orientation } from '../core/header/header';
import type { Step } from '../core/operations/operation';
import { checked } from './checked';
import { endsOf, labelled } from './labelled';
import { headerOf, planned } from './testing/run';

const size = { width: 40, height: 20 };

const labels = (...at: number[]): ImageLabels => ({
  ...noLabels,
  labels: [labelOf(0, [{ kind: 'box', at: Float64Array.from(at) }])],
});

function encoded(suffix: string): Encoded {
  return { bytes: new ArrayBuffer(0), width: 1, height: 1, format: 'png', extension: 'png', suffix };
}

async function through(
  image: ImageLabels,
  steps: readonly Step[],
  orientation: Orientation,
  { frame = 'upright', suffixes = [''] }: { frame?: 'upright' | 'stored'; suffixes?: string[] } = {},
) {
  const branches = await planned(size, steps, orientation);
  const header = headerOf(size, orientation);
  const outputs = labelled(
    suffixes.map(encoded),
    endsOf(branches, header, { labels: { image, rules: keepAll, frame }, plain: null }),
  );
  return outputs.map((output) => unpackLabels(output.labels!.labels));
}

const boxes = (all: readonly ImageLabels[]) => all.map((one) => Array.from(shapeOf(one.labels[0]!, 'box')!.at));
const flip = { op: 'flip', axis: 'horizontal' };
const all: Orientation[] = [1, 2, 3, 4, 5, 6, 7, 8];

describe('labels drawn on the upright image', () => {
  it.each(all)(
    'are the same numbers after auto-orient, also where they stick out: orientation %i',
    async (orientation) => {
      const [end] = await through(labels(-0.1, 2, 5, 10), [{ op: 'auto-orient' }], orientation);
      expect(end).toMatchObject({ moved: false });
      expect(boxes([end!])).toEqual([[-0.1, 2, 5, 10]]);
    },
  );

  it.each(all)(
    'stay as they are where no step moves the pixels and the tag is kept: orientation %i',
    async (orientation) => {
      expect(boxes(await through(labels(1, 2, 5, 10), [], orientation))).toEqual([[1, 2, 5, 10]]);
    },
  );

  it('come back in the frame that a kept tag shows: a stored mirror is an upright one of the other axis', async () => {
    // Stored 40 × 20 lies on its side: 20 × 40 upright.
    expect(boxes(await through(labels(1, 2, 5, 10), [flip], 6))).toEqual([[1, 30, 5, 38]]);
  });

  it('are in the frame of the steps once the image is turned', async () => {
    const steps = [{ op: 'auto-orient' }, { op: 'crop', width: 10, height: 20, left: 1, top: 1 }];
    expect(boxes(await through(labels(1, 2, 5, 10), steps, 6))).toEqual([[0, 1, 4, 9]]);
    // Turned after another step: the stored frame lies between.
    expect(boxes(await through(labels(1, 2, 5, 10), [flip, { op: 'auto-orient' }], 6))).toEqual([[1, 30, 5, 38]]);
  });
});

describe('labels drawn on the stored image', () => {
  it('are turned with it, and left alone where it is not turned', async () => {
    const stored = { frame: 'stored' } as const;
    // Orientation 6 turns clockwise: x' = height − y, y' = x.
    expect(boxes(await through(labels(1, 2, 5, 10), [{ op: 'auto-orient' }], 6, stored))).toEqual([[10, 1, 18, 5]]);
    expect(boxes(await through(labels(1, 2, 5, 10), [flip], 6, stored))).toEqual([[35, 2, 39, 10]]);
  });
});

it('each member of a fan-out has labels of its own', async () => {
  const steps = [{ op: 'repeat', copies: 2, steps: [{ op: 'random-crop', width: 40, height: 20, scale: 0.3 }] }];
  const [first] = await planned(size, steps);
  const suffixes = (await planned(size, steps)).map(({ plan }) => plan.suffix ?? '');
  expect(first && new Set(suffixes).size).toBe(2);
  const ends = await through(labels(5, 5, 35, 15), steps, 1, { suffixes });
  expect(ends).toHaveLength(2);
  expect(boxes(ends)[0]).not.toEqual(boxes(ends)[1]);
});

describe('what steps leave bare', () => {
  const fill = { class: 7, isIgnored: true };
  const filledBy = async (steps: readonly Step[], orientation: Orientation = 1, image: ImageLabels = noLabels) => {
    const branches = await planned(size, steps, orientation);
    const header = headerOf(size, orientation);
    const looked = checked({ image: packLabels(image), rules: keepAll, frame: 'upright', maskFill: fill }, header);
    const outputs = labelled([encoded('')], endsOf(branches, header, looked));
    const all = unpackLabels(outputs[0]!.labels!.labels);
    return { all: all.labels, mask: all.labels[0] && shapeOf(all.labels[0], 'mask')?.mask };
  };

  it('is a mask of the class that was asked for, first, not to be counted', async () => {
    // 40 × 20 in 40 × 40: ten rows above and ten below.
    const { all, mask } = await filledBy([{ op: 'letterbox', width: 40, height: 40 }], 1, labels(1, 2, 5, 10));
    expect(all.map((label) => [label.class, label.flags])).toEqual([[7, ['ignore']], [0, []]]); // prettier-ignore
    // Column by column: no zeros, ten ones, twenty zeros, then twenty ones over the columns' borders.
    const between = Array.from({ length: 39 }, () => [20, 20]).flat();
    expect([...mask!.runs]).toEqual([0, 10, ...between, 20, 10]);
    expect(mask!.size).toEqual({ width: 40, height: 40 });
  });

  it('is nothing where the image fills the result, or no step moved anything', async () => {
    expect((await filledBy([{ op: 'crop', width: 10, height: 10, left: 0, top: 0 }])).all).toEqual([]);
    expect((await filledBy([flip])).all).toEqual([]);
    expect((await filledBy([])).all).toEqual([]);
    expect((await filledBy([{ op: 'auto-orient' }], 6)).all).toEqual([]);
  });

  it('is half of the square around an image that is turned by 45 degrees, but for its corners', async () => {
    const { mask } = await filledBy([{ op: 'rotate', angle: 45, expand: true }]);
    const area = mask!.size.width * mask!.size.height;
    expect(Math.abs(maskArea(mask!) - (area - 40 * 20))).toBeLessThan(40);
  });

  it('follows the frame that a kept tag shows', async () => {
    // Stored 40 × 20 with ten columns more at its right: shown, turned clockwise, ten rows more at the bottom.
    const { mask } = await filledBy([{ op: 'pad', right: 10 }], 6);
    expect(mask!.size).toEqual({ width: 20, height: 50 });
    expect(maskBounds(mask!)).toEqual({ x0: 0, y0: 40, x1: 20, y1: 50 });
    expect(maskArea(mask!)).toBe(200);
  });
});
