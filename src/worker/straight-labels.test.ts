import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkLabels } from '../core/dataset/check-labels';
import { keepAll } from '../core/dataset/label-rules';
import { labelOf, noLabels, type ImageLabels, type Label, type Shape } from '../core/dataset/labels';
import { packLabels, unpackLabels } from '../core/dataset/packed-labels';
import type { Size } from '../core/geometry/geometry';
import { ringsOf } from '../core/geometry/rings';
import type { Step } from '../core/operations/operation';
import type { SentLabels } from './api';
import { checked } from './checked';
import { endsOf } from './labelled';
import { anySize, anyStep } from './testing/arbitrary';
import { headerOf, planned } from './testing/run';

/** Of a class with keypoints a mirror swaps two. */
const rules = { ...keepAll, flips: new Map([[1, [1, 0]]]) };
const checks = { onError: 'keep', unnamed: new Set([3]), keypoints: new Map([[1, 2]]) } as const;

/** Mostly inside an image whose sides are 1; a few stick out, and a few are no numbers. */
const place = fc.oneof(
  { weight: 60, arbitrary: fc.integer({ min: 0, max: 1000 }).map((at) => at / 1000) },
  { weight: 1, arbitrary: fc.constantFrom(-0.2, 1.3, NaN, 1 + 5e-7) },
);
const point = fc.tuple(place, place);
/** Around a middle, so that most do not cross themselves. */
const ring = fc.oneof(
  {
    weight: 12,
    arbitrary: fc
      .tuple(fc.integer({ min: 3, max: 9 }), fc.double({ min: 0.1, max: 0.4, noNaN: true }))
      .map(([many, radius]) =>
        Array.from({ length: many }, (_, at) => (2 * Math.PI * at) / many).flatMap((turn) => [
          0.5 + radius * Math.cos(turn),
          0.5 + radius * Math.sin(turn),
        ]),
      ),
  },
  { weight: 1, arbitrary: fc.array(point, { minLength: 1, maxLength: 6 }).map((points) => points.flat()) },
);
const anyShape: fc.Arbitrary<Shape> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.tuple(place, place, place, place, fc.boolean()).map(([x0, y0, x1, y1, isAsDrawn]): Shape => ({
      kind: 'box',
      at: Float64Array.from(
        isAsDrawn ? [x0, y0, x1, y1] : [Math.min(x0, x1), Math.min(y0, y1), Math.max(x0, x1), Math.max(y0, y1)],
      ),
    })),
  },
  {
    weight: 8,
    arbitrary: fc.tuple(ring, fc.option(ring, { freq: 6 })).map(([one, other]): Shape => ({
      kind: 'polygon',
      rings: other ? ringsOf([one, other], [false, true]) : ringsOf([one]),
    })),
  },
  {
    weight: 3,
    arbitrary: fc
      .array(fc.tuple(place, place, fc.constantFrom(0, 1, 2, 2)), { minLength: 2, maxLength: 2 })
      .map((points): Shape => ({ kind: 'keypoints', points: Float64Array.from(points.flat()) })),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom<Shape>(
      { kind: 'oriented', corners: Float64Array.of(0.1, 0.2, 0.5, 0.3, 0.4, 0.7, 0, 0.6) },
      { kind: 'polyline', lines: ringsOf([[0.1, 0.1, 0.9, 0.8]]) },
    ),
  },
);
const anyLabel: fc.Arbitrary<Label> = fc
  .tuple(
    fc.constantFrom(0, 1, 2, 0, 1, 2, 0, 1, 2, 3),
    fc.uniqueArray(anyShape, { minLength: 1, maxLength: 2, selector: ({ kind }) => kind }),
    fc.constantFrom(null, 7, 'seven'),
  )
  .map(([index, shapes, id]) =>
    labelOf(index, shapes, {
      id,
      ...(id === 'seven' && { attributes: new Map([['colour', 'red']]), flags: ['crowd'] }),
      ...(id === 7 && { kept: { format: 'coco', file: 0, from: 3, to: 9 }, score: 0.5, group: 2 }),
    }),
  );
const anyImage = fc
  .tuple(fc.array(anyLabel, { minLength: 0, maxLength: 4 }), fc.boolean(), fc.boolean())
  .map(([labels, isTwice, isStated]) => ({ labels: isTwice ? [...labels, ...labels.slice(0, 1)] : labels, isStated }));

function imageOf({ labels, isStated }: { labels: readonly Label[]; isStated: boolean }, size: Size): ImageLabels {
  const stated = isStated ? size : null;
  return { ...noLabels, unit: 'fraction', stated, split: 'train', kept: { format: 'x', value: 1 }, labels };
}

/** In pixels, by the way that any labels have. */
function inPx(image: ImageLabels, { width, height }: Size): ImageLabels {
  const by = (places: Float64Array, each: 2 | 3) =>
    places.map((value, at) => (at % each === 0 ? value * width : at % each === 1 ? value * height : value));
  const labels = image.labels.map((label) => ({
    ...label,
    shapes: label.shapes.map((shape): Shape => {
      switch (shape.kind) {
        case 'box':
          return { ...shape, at: by(shape.at, 2) };
        case 'oriented':
          return { ...shape, corners: by(shape.corners, 2) };
        case 'polygon':
          return { ...shape, rings: { ...shape.rings, points: by(shape.rings.points, 2) } };
        case 'polyline':
          return { ...shape, lines: { ...shape.lines, points: by(shape.lines.points, 2) } };
        case 'keypoints':
          return { ...shape, points: by(shape.points, 3) };
        case 'mask':
          return shape;
      }
    }),
  }));
  return { ...image, unit: 'px', labels };
}

/** Zeros are the same, whatever their sign. */
const same = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value, (_, one: unknown) => {
      if (one instanceof Map) return [...one];
      if (ArrayBuffer.isView(one)) return Array.from(one as Float64Array, (number) => String(number + 0));
      return one;
    }),
  );

async function both(image: ImageLabels, size: Size, steps: readonly Step[]) {
  const header = headerOf(size);
  const sent: SentLabels = { image: packLabels(image), rules, frame: 'upright', checks };
  const looked = checked(sent, header);
  // A window may miss the image.
  const branches = await planned(size, steps).catch(() => null);
  const endOf = (plain: typeof looked.plain) => {
    const ends = branches && endsOf(branches, header, { labels: looked.labels, plain });
    return ends && Array.from(ends, ([suffix, alike]) => [suffix, alike.map((end) => shownEnd(end))]);
  };
  const wrong = checkLabels(image, { size, isTurned: false }, checks);
  const slow = same(endOf(null));
  return { looked, wrong, slow, fast: same(endOf(looked.plain)) };
}

function shownEnd({ labels, ...rest }: { readonly labels: { readonly labels: Parameters<typeof unpackLabels>[0] } }) {
  return { ...rest, ...labels, labels: unpackLabels(labels.labels) };
}

describe('labels that need no look at one by one', () => {
  it('come out as all others do, and nothing is wrong with them', async () => {
    let plain = 0;
    let moved = 0;
    await fc.assert(
      fc.asyncProperty(
        anyImage,
        anySize,
        fc.array(anyStep, { maxLength: 3 }),
        fc.boolean(),
        async (given, size, steps, isPx) => {
          const image = isPx ? inPx(imageOf(given, size), size) : imageOf(given, size);
          const { looked, wrong, slow, fast } = await both(image, size, steps);
          expect(looked.wrong).toEqual(wrong);
          if (looked.plain) plain++;
          if (looked.plain && looked.labels.image.labels.length > 0 && JSON.stringify(slow).includes('"moved":true'))
            moved++;
          expect(fast).toEqual(slow);
        },
      ),
      { seed: 9, numRuns: 3000 },
    );
    expect([plain > 300, moved > 100]).toEqual([true, true]);
  });

  it.each<[string, readonly Label[]]>([
    ['a box over the border', [labelOf(0, [{ kind: 'box', at: Float64Array.of(30, 2, 41, 9) }])]],
    ['a box inside out', [labelOf(0, [{ kind: 'box', at: Float64Array.of(9, 2, 3, 9) }])]],
    ['no number', [labelOf(0, [{ kind: 'box', at: Float64Array.of(1, NaN, 3, 9) }])]],
    ['a class without a name', [labelOf(3, [{ kind: 'box', at: Float64Array.of(1, 2, 3, 9) }])]],
    ['keypoints of another number', [labelOf(1, [{ kind: 'keypoints', points: Float64Array.of(1, 2, 2) }])]],
    ['the same twice', [1, 2].map(() => labelOf(0, [{ kind: 'box', at: Float64Array.of(1, 2, 3, 9) }]))],
    ['a ring that crosses itself', [labelOf(0, [{ kind: 'polygon', rings: ringsOf([[1, 1, 9, 9, 9, 1, 1, 8]]) }])]],
    ['a ring without an area', [labelOf(0, [{ kind: 'polygon', rings: ringsOf([[1, 1, 5, 5, 9, 9]]) }])]],
    ['two points', [labelOf(0, [{ kind: 'polygon', rings: ringsOf([[1, 1, 9, 9]]) }])]],
    ['no shape', [labelOf(0, [])]],
    ['shapes of no place', [0, 0].map(() => labelOf(0, [{ kind: 'keypoints', points: new Float64Array() }]))],
  ])('are not those with %s', (_, labels) => {
    const image = packLabels({ ...noLabels, labels });
    const looked = checked({ image, rules: keepAll, frame: 'upright', checks }, headerOf({ width: 40, height: 20 }));
    expect(looked.plain).toBeNull();
  });

  it('are those in whole pixels, however many', () => {
    const boxes = Array.from({ length: 100 }, (_, at) => [60 * (at % 10), 40 * Math.floor(at / 10)] as const);
    const labels = boxes.map(([x, y]) => labelOf(0, [{ kind: 'box', at: Float64Array.of(x, y, x + 50, y + 30) }]));
    const image = packLabels({ ...noLabels, labels });
    const looked = checked({ image, rules: keepAll, frame: 'upright', checks }, headerOf({ width: 640, height: 480 }));
    expect(looked.plain).not.toBeNull();
  });

  it('are looked at one by one where a rule asks for areas', async () => {
    const size = { width: 40, height: 20 };
    const image = packLabels({ ...noLabels, labels: [labelOf(0, [{ kind: 'box', at: Float64Array.of(1, 2, 3, 9) }])] });
    const looked = checked({ image, rules: { ...keepAll, minAreaPx: 100 }, frame: 'upright', checks }, headerOf(size));
    expect(looked.plain).not.toBeNull();
    const ends = endsOf(await planned(size, []), headerOf(size), looked);
    expect(ends.get('')?.[0]?.labels.drops).toEqual([{ at: 0, class: 0, reason: 'min-area' }]);
  });
});
