import { gridOf, nodePx, nodesOf, shiftAt, unshifted, type Bumps, type Nodes } from '../geometry/bumps';
import type { Size } from '../geometry/geometry';
import { wholeOf } from '../geometry/geometry';
import { z } from '../zod';
import { kept } from './handles';
import { operation } from './operation';
import { drawn, oneOrRange } from './params';
import { centresOf, gather, lookOf, warpAccess, warpLook, warpMoves, warpPixels, type Look } from './warp';

/**
 * The largest shift for a distance of 1 between control places. Neighbours differ by twice that at most, so no slope of
 * the field is above 0.4 along an axis and 0.8 in all: below 1 nothing folds over.
 */
const steepest = 0.2;

interface Elastic extends Look {
  readonly source: Size;
  readonly bumps: Bumps;
}

/**
 * Shifts every place by a smooth random field (Simard, Steinkraus and Platt 2003; the field as in Rueckert et al. 1999):
 * control places on a grid get shifts of up to `magnitude` along each axis, cubic B-splines lie between. The shifts lead
 * from the result to the source.
 */
export const elastic = operation({
  id: 'elastic',
  title: 'Elastic',
  summary: 'Pulls the image about by smooth random bumps, as if it were printed on rubber.',
  example: { cell: 40, magnitude: 8 },
  params: z
    .strictObject({
      magnitude: oneOrRange(z.number().min(0).max(1000)).default(10).meta({
        title: 'Magnitude',
        description: 'How far places are pulled at most along each axis; up to a fifth of the cell.',
        unit: 'px',
      }),
      cell: z.int().min(8).max(8192).default(64).meta({
        title: 'Cell',
        description: 'How far apart bumps are.',
        unit: 'px',
      }),
      ...warpLook(),
    })
    .superRefine(({ magnitude, cell }, context) => {
      const most = typeof magnitude === 'number' ? magnitude : magnitude[1];
      if (most > cell * steepest)
        context.addIssue({ code: 'custom', message: 'to have `magnitude` no larger than a fifth of `cell`' });
    }),
  plan: ({ size: source, random }, { magnitude, cell, ...look }): Elastic[] => {
    const most = drawn(random, magnitude);
    const { columns, rows } = gridOf(source, cell);
    const shifts = Array.from({ length: 2 * columns * rows }, () => random.between(-most, most));
    return [{ source, bumps: { cell, columns, rows, shifts }, ...lookOf(look) }];
  },
  geometry: (plan: Elastic) => {
    const nodes = nodesFor(plan);
    return {
      size: plan.source,
      map: {
        kind: 'dense',
        forward: (x, y) => unshifted(nodes, x, y),
        backward: (x, y) => {
          const [dx, dy] = shiftAt(nodes, x, y);
          return [x + dx, y + dy];
        },
      },
      clip: wholeOf(plan.source),
      edge: plan.edge,
    };
  },
  access: warpAccess,
  pixels: (plan: Elastic) => warpPixels(plan),
  apply: (vips, image, plan: Elastic) => {
    const { source } = plan;
    const { columns, rows, shifts } = nodesFor(plan);
    return kept((keep) => {
      const centres = keep(centresOf(vips, source));
      const field = keep(vips.Image.newFromMemory(shifts, columns, rows, 2, vips.BandFormat.float));
      const interpolate = keep(vips.Interpolate.newFromName('bilinear'));
      const at = keep(centres.linear([1 / nodePx, 1 / nodePx], [0, 0]));
      const shift = keep(field.mapim(at, { interpolate, extend: 'copy' }));
      return gather(vips, image, keep(centres.add(shift)), plan);
    });
  },
  moves: (plan: Elastic) => warpMoves(plan),
});

/** A plan's field is asked for by its geometry and by its pixels. */
const fields = new WeakMap<Bumps, Nodes>();

function nodesFor({ bumps, source }: Elastic): Nodes {
  const nodes = fields.get(bumps) ?? nodesOf(bumps, source);
  fields.set(bumps, nodes);
  return nodes;
}
