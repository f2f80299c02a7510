import fc from 'fast-check';
import type { Size } from '../../core/geometry/geometry';
import type { Orientation } from '../../core/header/header';
import { alignments } from '../../core/operations/align';
import type { Step } from '../../core/operations/operation';
import { kernels } from '../../core/operations/params';

/** Sizes up to 90 px a side, single pixels, columns and rows among them. */
export const anySize: fc.Arbitrary<Size> = fc.tuple(side(90), side(90)).map(([width, height]) => ({ width, height }));

export const anyOrientation: fc.Arbitrary<Orientation> = fc.constantFrom(1, 2, 3, 4, 5, 6, 7, 8);

function side(max: number): fc.Arbitrary<number> {
  return fc.oneof(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max }));
}

const align = fc.constantFrom(...alignments);
const kernel = fc.constantFrom(...kernels);
/** Black, so that a bright dot is the only light; without an alpha band of its own. */
const fill = fc.constant('#000000');
const border = fc.integer({ min: 0, max: 20 });
const fits = fc.constantFrom('inside', 'outside', 'cover', 'contain', 'stretch');
const look = { fit: fits, kernel, enlarge: fc.boolean(), align, fill };

/** A dot that falls between the nearest pixels would be lost. */
const mixing = fc.constantFrom('linear', 'cubic');

const step = (op: string, params: Record<string, fc.Arbitrary<unknown>>) =>
  fc.record(params).map((given): Step => ({ op, ...given }));

const held = fc.constantFrom<readonly Step[]>(
  [{ op: 'flip', axis: 'horizontal' }],
  [{ op: 'resize', width: 40, enlarge: true }],
);

/** Steps of each operation with parameters of every kind; a crop whose window has a place may miss the image. */
export const anyStepOf: Readonly<Record<string, fc.Arbitrary<Step>>> = {
  'auto-orient': step('auto-orient', {}),
  resize: fc.oneof(
    step('resize', { ...look, width: side(90), height: side(90) }),
    step('resize', { ...look, width: side(90) }),
    step('resize', { ...look, height: side(90) }),
    step('resize', { ...look, scale: fc.double({ min: 0.02, max: 3, noNaN: true }) }),
  ),
  letterbox: step('letterbox', { width: side(90), height: side(90), kernel, align, enlarge: fc.boolean(), fill }),
  crop: fc.oneof(
    step('crop', { width: side(60), height: side(60), align }),
    step('crop', { width: side(60), height: side(60), left: place(-20, 60), top: place(-20, 60) }),
    step('crop', { unit: fc.constant('fraction'), width: part(), height: part(), align }),
    step('crop', { unit: fc.constant('fraction'), width: part(), height: part(), left: offset(), top: offset() }),
  ),
  'random-crop': step('random-crop', {
    width: side(90),
    height: side(90),
    kernel,
    scale: fc.constantFrom(0.3, 0.7, [0.08, 1]),
    ratio: fc.constantFrom(0.5, 2, [3 / 4, 4 / 3]),
  }),
  // One window, so that the geometry is one too.
  'crop-to-boxes': step('crop-to-boxes', { margin: fc.constantFrom(0, 0.5) }),
  tile: step('tile', { width: fc.constant(65535), height: fc.constant(65535), overlap: fc.constantFrom(0, 0.5) }),
  pad: step('pad', {
    left: border,
    top: border,
    right: border,
    bottom: border,
    fill,
    edge: fc.constantFrom('constant', 'reflect', 'replicate'),
  }),
  flip: step('flip', { axis: fc.constantFrom('horizontal', 'vertical') }),
  rotate: fc.oneof(
    step('rotate', { angle: fc.constantFrom(0, 90, 180, 270, -90) }),
    step('rotate', { angle: degrees(180), expand: fc.boolean(), kernel: mixing }),
  ),
  affine: step('affine', {
    angle: degrees(180),
    scale: fc.constantFrom(1, 1.3, [1, 1.2]),
    shearX: degrees(25),
    translateX: fc.constantFrom(0, 0.1, [-0.1, 0.1]),
    kernel: mixing,
  }),
  perspective: step('perspective', { distortion: fc.constantFrom(0, 0.2, [0.1, 0.3]), kernel: mixing }),
  elastic: step('elastic', { magnitude: fc.constantFrom(0, 2, [1, 3]), cell: fc.constantFrom(16, 40), kernel: mixing }),
  grayscale: step('grayscale', {}),
  brightness: step('brightness', { factor: fc.constantFrom(0.5, 1, 2, [0.5, 2]) }),
  // What they hold is one step, so that the geometry is one too.
  'random-apply': step('random-apply', { p: fc.constant(1), steps: held }),
  repeat: step('repeat', { copies: fc.constant(1), steps: held }),
};

function place(min: number, max: number): fc.Arbitrary<number> {
  return fc.integer({ min, max });
}

function degrees(most: number): fc.Arbitrary<number> {
  return fc.double({ min: -most, max: most, noNaN: true });
}

function part(): fc.Arbitrary<number> {
  return fc.double({ min: 0.01, max: 1.2, noNaN: true });
}

function offset(): fc.Arbitrary<number> {
  return fc.double({ min: -0.3, max: 0.9, noNaN: true });
}

/** One image in, one image out: after an enlarging step there may be more than one of the largest tiles. */
const { tile: _, ...single } = anyStepOf;

export const anyStep: fc.Arbitrary<Step> = fc.oneof(...Object.values(single));
