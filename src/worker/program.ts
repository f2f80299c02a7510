import { fuse, isStill, unfused, type Fusion } from '../core/geometry/fuse';
import type { Size } from '../core/geometry/geometry';
import type { Move, Pass } from '../core/geometry/pass';
import type { Orientation } from '../core/header/header';
import type { Branch } from './plan-steps';

/**
 * Which engine does what, for one image: the kernels its leading steps, as few passes as they need, and libvips the rest.
 * Plain data, from the header and the planned recipe alone.
 */
export type Program =
  /** The kernels run a pass; what follows starts from its result. */
  | { readonly kind: 'pass'; readonly pass: Pass; readonly then: Program }
  | { readonly kind: 'fork'; readonly members: readonly Program[] }
  /** From here on libvips runs these steps. */
  | ({ readonly kind: 'libvips'; readonly branches: readonly Branch[] } & Told)
  /** Nothing follows: this is an output. */
  | ({ readonly kind: 'end' } & Told);

/** What the steps so far say of the output that comes of them. */
export interface Told {
  /** Of its name, among its siblings. */
  readonly suffix: string;
  readonly orientation: Orientation;
}

/** What the kernels may be given. */
export interface Share {
  /** Of the decoded image, 8 bits each: 1 grey, 3 RGB, 4 RGBA. Others are libvips' alone. */
  readonly bands: number;
  /** A step that makes more of them is libvips', which streams what would not fit into the kernels' memory. */
  readonly mostPixels: number;
}

export function programOf(
  branches: readonly Branch[],
  { width, height, orientation, suffix = '' }: Size & Pick<Told, 'orientation'> & Partial<Told>,
  share: Share,
): Program {
  return from(branches, unfused({ width, height }), share, { suffix, orientation });
}

function from(branches: readonly Branch[], fusion: Fusion, share: Share, told: Told): Program {
  const [first, ...others] = branches;
  if (!first) return after(fusion, { kind: 'end', ...told });
  // What is resampled already serves every member: each would otherwise resample it anew.
  if (others.length > 0 && fusion.scaled)
    return { kind: 'pass', pass: fusion.pass, then: from(branches, unfused(fusion.pass.size), share, told) };

  const members: Program[] = [];
  const left: Branch[] = [];
  for (const branch of branches) {
    const move = moveOf(branch, share);
    const fused = move && fuse(fusion, move);
    if (!fused) {
      left.push(branch);
      continue;
    }
    const then = from(branch.next, fused.fusion, share, toldBy(branch, told));
    members.push(fused.before ? { kind: 'pass', pass: fused.before, then } : then);
  }
  if (left.length > 0) members.push(after(fusion, { kind: 'libvips', branches: left, ...told }));
  const [only] = members;
  return only && members.length === 1 ? only : { kind: 'fork', members };
}

/** What is told once a step has run, too. */
export function toldBy({ plan }: Branch, { suffix, orientation }: Told): Told {
  return { suffix: suffix + (plan.suffix ?? ''), orientation: plan.orientation ?? orientation };
}

/** What is fused so far must have been done before what comes now. */
function after(fusion: Fusion, then: Program): Program {
  return isStill(fusion) ? then : { kind: 'pass', pass: fusion.pass, then };
}

/** What the kernels may do for a step; null where it is not theirs. */
function moveOf({ operation, plan, geometry }: Branch, { bands, mostPixels }: Share): Move | null {
  if (geometry.size.width * geometry.size.height > mostPixels) return null;
  const moves = bands === 1 || bands === 3 || bands === 4 ? operation.moves?.(plan) : null;
  if (!moves) return null;
  const [red, green, blue, alpha] = moves.fill;
  // Such a fill would add a band.
  if (isSeen(geometry) && ((bands < 4 && alpha < 1) || (bands === 1 && (red !== green || green !== blue)))) return null;
  return { geometry, ...moves };
}

/** Whether the step shows any of its fill: its result is larger than what the image becomes in it. */
function isSeen({ map, clip, size }: Branch['geometry']): boolean {
  if (map.kind !== 'affine') return false;
  const [a, b, , d, e] = map.matrix;
  const width = (clip.x1 - clip.x0) * Math.abs(a) + (clip.y1 - clip.y0) * Math.abs(b);
  const height = (clip.x1 - clip.x0) * Math.abs(d) + (clip.y1 - clip.y0) * Math.abs(e);
  return width < size.width - 0.5 || height < size.height - 0.5;
}

/**
 * By what factor a decoder may shrink the image so that no pass has to enlarge what the whole image would not have made
 * it enlarge: the largest scale of any pass over the source, along the source's sides; 1 where the whole image is needed.
 */
export function densityOf(program: Program): number {
  switch (program.kind) {
    case 'end':
    case 'libvips':
      return 1;
    case 'fork':
      return Math.max(...program.members.map(densityOf));
    case 'pass': {
      const { box, at, turn, kernel } = program.pass;
      // Nearest takes single pixels of the whole image; an average of some is none of them.
      if (kernel === 'nearest') return 1;
      const across = at.x1 - at.x0;
      const down = at.y1 - at.y0;
      const [width, height] = turn.transposed ? [down, across] : [across, down];
      return Math.min(1, Math.max(width / (box.x1 - box.x0), height / (box.y1 - box.y0)));
    }
  }
}

/** Which engines a program's steps need; null where it has no step that does anything. */
export function enginesOf(program: Program): 'kernels' | 'libvips' | 'both' | null {
  switch (program.kind) {
    case 'end':
      return null;
    case 'libvips':
      return 'libvips';
    case 'fork':
      return program.members.map(enginesOf).reduce(joined, null);
    case 'pass':
      return joined('kernels', enginesOf(program.then));
  }
}

type Named = ReturnType<typeof enginesOf>;

function joined(one: Named, other: Named): Named {
  return one === null || one === other ? other : other === null ? one : 'both';
}
