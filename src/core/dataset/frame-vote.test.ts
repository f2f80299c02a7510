import { expect, it } from 'vitest';
import { maskOf } from '../geometry/mask';
import { FrameVote } from './frame-vote';
import { labelOf, noLabels, type ImageLabels, type Shape } from './labels';

/** Stored lying, 40 × 20; orientations from 5 show it standing. */
const header = (orientation: 1 | 3 | 5 | 6 | 8) => ({ width: 40, height: 20, orientation }) as const;
const of = (shapes: readonly Shape[], rest: Partial<ImageLabels> = {}): ImageLabels => ({
  ...noLabels,
  ...rest,
  labels: shapes.map((shape) => labelOf(0, [shape])),
});
const box = (...at: number[]): Shape => ({ kind: 'box', at: Float64Array.from(at) });
const lying = { width: 40, height: 20 };
const standing = { width: 20, height: 40 };

function heard(...images: readonly (readonly [ImageLabels, Parameters<FrameVote['add']>[1]])[]) {
  const vote = new FrameVote();
  for (const [image, own] of images) vote.add(image, own);
  return vote.finding();
}

it.each([
  ['a box that fits the stored image alone', of([box(1, 1, 39, 9)]), 'stored'],
  ['a box that fits the shown image alone', of([box(1, 1, 9, 39)]), 'upright'],
  ['a keypoint', of([{ kind: 'keypoints', points: Float64Array.of(30, 5, 2, 9, 99, 0) }]), 'stored'],
  ['the stated size of the stored image', of([], { stated: lying }), 'stored'],
  ['the stated size of the shown image', of([], { stated: standing }), 'upright'],
  ['the size of a mask', of([{ kind: 'mask', mask: maskOf(lying, null) }]), 'stored'],
  ['places against a stated size', of([box(1, 1, 39, 9)], { stated: standing }), 'stored'],
  ['nothing: a box that fits both', of([box(1, 1, 9, 9)]), 'upright'],
  ['nothing: a box that fits neither', of([box(1, 1, 90, 90)]), 'upright'],
  ['nothing: fractions', of([box(0, 0, 1, 0.5)], { unit: 'fraction' }), 'upright'],
] as const)('an image on its side is told by %s', (_, image, frame) => {
  for (const orientation of [5, 6, 8] as const) expect(heard([image, header(orientation)]).frame).toBe(frame);
});

it('images that EXIF does not lay on their side, or that are square, tell nothing', () => {
  const image = of([box(1, 1, 39, 9)], { stated: lying });
  const square = { width: 40, height: 40, orientation: 6 } as const;
  expect(heard([image, header(1)], [image, header(3)], [image, square])).toMatchObject({
    frame: 'upright',
    looked: 3,
    turned: 0,
    detail: expect.stringContaining('none of 3'),
  });
});

it('where nobody was heard, as of labels in fractions, that is said', () => {
  expect(heard()).toMatchObject({
    frame: 'upright',
    looked: 0,
    detail: expect.stringMatching(/shown: there is no image by which to tell\.$/),
  });
});

it('the dataset goes with most of its images, and says how many and why', () => {
  const stored = of([box(1, 1, 39, 9)]);
  const shown = of([], { stated: standing });
  const silent = of([box(1, 1, 9, 9)]);
  const finding = heard([stored, header(6)], [stored, header(8)], [shown, header(6)], [silent, header(6)]);
  expect(finding).toMatchObject({
    frame: 'stored',
    turned: 4,
    upright: { size: 1, places: 0 },
    stored: { size: 0, places: 2 },
  });
  expect(finding.detail).toBe(
    'Labels are read as drawn on the images as stored: of 4 images that EXIF lays on their side 2 say so by places that fit that frame alone; 1 says “as shown” by a stated size.',
  );
  expect(heard([stored, header(6)]).detail).toMatch(/: the one that EXIF lays on its side says so by places .*\.$/);
  // As many for either: as shown, which is what most tools do.
  expect(heard([stored, header(6)], [shown, header(6)]).frame).toBe('upright');
});
