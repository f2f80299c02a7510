import type Vips from 'wasm-vips';
import type { Edge, Geometry, ProjectiveMatrix, Size } from '../geometry/geometry';
import { wholeOf } from '../geometry/geometry';
import { inverse } from '../geometry/matrix';
import { z } from '../zod';
import { colour, fillOf } from './fill';
import { kept } from './handles';
import type { Fill, Treatment } from './operation';
import { ready } from './paint';

const kernels = ['nearest', 'linear', 'cubic'] as const;
const edges = ['constant', 'reflect', 'replicate'] as const satisfies readonly Edge[];

/** What every operation asks for that takes each pixel from a place between pixels. */
export const warpLook = () => ({
  kernel: z.enum(kernels).default('linear').meta({
    title: 'Kernel',
    description:
      'How a value between pixels is found; nearest keeps exact values. Nothing is averaged: what is made much smaller is better resized first.',
  }),
  edge: z.enum(edges).default('constant').meta({
    title: 'Edge',
    description:
      'What stands where the image does not reach: one colour, the image mirrored, or its outermost pixels repeated.',
  }),
  fill: colour().default('#000000').meta({ title: 'Fill', description: 'The colour where the edge is constant.' }),
});

/** How a warp looks, as planned. */
export interface Look {
  readonly kernel: (typeof kernels)[number];
  readonly edge: Edge;
  readonly fill: Fill;
}

export function lookOf({ kernel, edge, fill }: { kernel: Look['kernel']; edge: Edge; fill: string }): Look {
  return { kernel, edge, fill: fillOf(fill) };
}

/** An image sent through a matrix: what rotate, affine and perspective plan. */
export interface Warp extends Look {
  readonly source: Size;
  readonly size: Size;
  /** Source to result, in pixel edges. */
  readonly matrix: ProjectiveMatrix;
}

export function warpGeometry({ source, size, matrix, edge }: Warp): Geometry {
  const [a, b, c, d, e, f, g, h] = matrix;
  return {
    size,
    map: g === 0 && h === 0 ? { kind: 'affine', matrix: [a, b, c, d, e, f] } : { kind: 'projective', matrix },
    clip: wholeOf(source),
    edge,
  };
}

export const warpAccess = () => 'anywhere' as const;

export function warpPixels({ kernel }: Pick<Look, 'kernel'>): Treatment {
  return kernel === 'nearest' ? 'moved' : 'resampled';
}

export function warpMoves({ kernel, fill }: Look): { kernel: Look['kernel']; fill: Fill } {
  return { kernel, fill };
}

/** @returns a new handle. */
export function applyWarp(vips: typeof Vips, image: Vips.Image, plan: Warp): Vips.Image {
  const [a, b, c, d, e, f, g, h, i] = inverse(plan.matrix);
  return kept((keep) => {
    const centres = keep(centresOf(vips, plan.size));
    const rows = vips.Image.newMatrix(2, 3, [a, b, d, e, g, h]);
    const mapped = keep(keep(centres.recomb(keep(rows))).linear([1, 1, 1], [c, f, i]));
    const places = keep(mapped.extractBand(0, { n: 2 }));
    if (g === 0 && h === 0) return gather(vips, image, places, plan);
    const depth = keep(mapped.extractBand(2));
    const [front, divided] = [keep(depth.more([0])), keep(places.divide(depth))];
    // What lies behind the eye is nowhere.
    return gather(vips, image, keep(front.ifthenelse(divided, [nowhere, nowhere])), plan);
  });
}

/** Far outside every image, and exact in 32 bits. */
const nowhere = -1e9;

/** Where the centre of each pixel is, in pixel edges. @returns a new handle of two float bands. */
export function centresOf(vips: typeof Vips, { width, height }: Size): Vips.Image {
  return kept((keep) => keep(vips.Image.xyz(width, height)).linear([1, 1], [0.5, 0.5]));
}

/**
 * Takes each pixel of the result from its place.
 * @param places Of the source, two float bands, in pixel edges.
 * @param image With alpha premultiplied unless the kernel is `nearest`, as `warpPixels` asks.
 * @returns a new handle.
 */
export function gather(
  vips: typeof Vips,
  image: Vips.Image,
  places: Vips.Image,
  { source, kernel, edge, fill }: Look & { readonly source: Size },
): Vips.Image {
  return kept((keep) => {
    const isNearest = kernel === 'nearest';
    const folded = edge === 'reflect' ? keep(mirrored(places, source)) : places;
    // libvips counts from the first pixel's centre. The nearest is found here: there it would be cut, or rounded.
    const index = keep(isNearest ? folded.floor() : folded.linear([1, 1], [-0.5, -0.5]));
    const interpolate = keep(vips.Interpolate.newFromName(interpolators[kernel]));
    if (edge !== 'constant') {
      const inside = keep(within(index, source));
      return image.mapim(inside, { interpolate, extend: 'copy', premultiplied: true });
    }
    const mixes = !isNearest;
    const { image: canvas, background } = ready(vips, image, fill, mixes);
    keep(canvas);
    // An alpha band that is new is straight, and the image opaque: it becomes premultiplied in between.
    const isNew = mixes && !image.hasAlpha() && canvas.hasAlpha();
    const ink = isNew ? background.map((part, at) => (at < background.length - 1 ? part * fill[3] : part)) : background;
    return canvas.mapim(index, { interpolate, extend: 'background', background: ink, premultiplied: !isNew });
  });
}

const interpolators = { nearest: 'nearest', linear: 'bilinear', cubic: 'bicubic' } as const;

/** Places folded back into the image, the border pixel repeated: `x mod 2W`, and what is beyond `W` counted back. */
function mirrored(places: Vips.Image, { width, height }: Size): Vips.Image {
  return kept((keep) => {
    const turned = keep(places.remainder([2 * width, 2 * height]));
    // min(t, 2W − t) = W − |t − W|
    const off = keep(keep(turned.linear([1, 1], [-width, -height])).abs());
    return off.linear([-1, -1], [width, height]);
  });
}

/** No further than the centres of the outermost pixels. */
function within(index: Vips.Image, { width, height }: Size): Vips.Image {
  return kept((keep) => {
    const bands = [width - 1, height - 1].map((most, band) =>
      keep(keep(index.extractBand(band)).clamp({ min: 0, max: Math.max(1e-6, most) })),
    );
    return bands[0]!.bandjoin(bands[1]!); // Two of two.
  });
}
