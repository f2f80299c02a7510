import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ringsOf } from '../geometry/rings';
import { flagNames, type ImageLabels, type Label, type Shape } from './labels';
import {
  buffersOf,
  joinPacked,
  ownPacked,
  packLabels,
  packTogether,
  unpackLabels,
  type PackedLabels,
} from './packed-labels';

const place = fc.double({ min: -1e6, max: 1e6, noNaN: true });
const places = (many: number) => fc.array(place, { minLength: many, maxLength: many });
const rings = fc
  .array(fc.tuple(fc.array(fc.tuple(place, place), { minLength: 1, maxLength: 5 }), fc.boolean()), { maxLength: 3 })
  .map((all) => ringsOf(all.map(([points]) => points.flat()), all.map(([, isHole]) => isHole))); // prettier-ignore
const shape: fc.Arbitrary<Shape> = fc.oneof(
  places(4).map((at) => ({ kind: 'box' as const, at: Float64Array.from(at) })),
  places(8).map((at) => ({ kind: 'oriented' as const, corners: Float64Array.from(at) })),
  places(6).map((at) => ({ kind: 'keypoints' as const, points: Float64Array.from(at) })),
  rings.map((all) => ({ kind: 'polygon' as const, rings: all })),
  rings.map((all) => ({ kind: 'polyline' as const, lines: all })),
  fc.array(fc.nat(2 ** 32 - 1), { maxLength: 6 }).map((runs) => ({
    kind: 'mask' as const,
    mask: { size: { width: 7, height: 9 }, runs: Uint32Array.from(runs) },
  })),
);
const kept = fc.oneof(
  fc.constant(null),
  fc.constant({ format: 'voc', value: { pose: 'Left' } }),
  fc.tuple(fc.nat(9), fc.nat(1e9)).map(([file, from]) => ({ format: 'coco', file, from, to: from + 3 })),
  fc.constant({ format: 'other', file: 1, from: 2, to: 3 }),
);
const label: fc.Arbitrary<Label> = fc.record({
  class: fc.nat(99),
  id: fc.oneof(fc.constant(null), fc.nat(), fc.string()),
  group: fc.oneof(fc.constant(null), fc.nat()),
  flags: fc.subarray([...flagNames]),
  score: fc.oneof(fc.constant(null), fc.double({ min: 0, max: 1, noNaN: true })),
  attributes: fc.oneof(fc.constant(null), fc.constant(new Map([['hot', 3]]))),
  shapes: fc.array(shape, { maxLength: 3 }),
  kept,
});
const image: fc.Arbitrary<ImageLabels> = fc.record({
  unit: fc.constantFrom('px' as const, 'fraction' as const),
  stated: fc.oneof(fc.constant(null), fc.constant({ width: 3, height: 4 })),
  labels: fc.array(label, { maxLength: 5 }),
  classes: fc.array(fc.nat(9), { maxLength: 2 }),
  split: fc.oneof(fc.constant(null), fc.constant('train')),
  kept,
  moved: fc.boolean(),
});

it('labels are the same once they are unpacked, on another thread, too: 500 images', () => {
  fc.assert(
    fc.property(image, (given) => {
      const packed = packLabels(given);
      expect(packed.masks).toBe(
        given.labels.flatMap(({ shapes }) => shapes).filter((one) => one.kind === 'mask').length,
      );
      const sent = structuredClone(packed, { transfer: [packed.numbers.buffer] });
      expect(unpackLabels(sent)).toEqual(given);
    }),
    { numRuns: 500 },
  );
});

const unpacked = (all: readonly (PackedLabels | null)[]) => all.map((packed) => packed && unpackLabels(packed));

it('those of several images are moved with one piece of memory, and taken out of it one by one: 200 lists', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(image, fc.constant(null)), { minLength: 1, maxLength: 5 }), (given) => {
      const together = packTogether(given);
      const apart = given.map((one) => one && packLabels(one));
      for (const packed of [together, joinPacked(apart)]) {
        const buffers = buffersOf(packed);
        expect(buffers.length).toBe(given.some((one) => one) ? 1 : 0);
        const sent = structuredClone(packed, { transfer: buffers });
        // What is moved on takes none of the others with it.
        for (const [index, one] of sent.entries()) {
          const own = one && ownPacked(one);
          expect(own && unpackLabels(structuredClone(own, { transfer: [own.numbers.buffer] }))).toEqual(given[index]);
        }
        expect(unpacked(sent)).toEqual(given);
      }
    }),
    { numRuns: 200 },
  );
});
