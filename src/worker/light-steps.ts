import { ItemError } from '../core/errors';
import type { Move } from '../core/geometry/pass';
import type { Fill } from '../core/operations/operation';
import { greyOf, inChannels, type Channels } from './channels';
import { gathered } from './gather';
import type { Kernels } from './kernels';
import { bandsOf, type Packed, type Pixels } from './pixels';
import type { Branch } from './plan-steps';
import { programOf, toldBy, type Told } from './program';
import { runProgram, type Ends, type ProgramOptions } from './run-program';

/**
 * Steps that the kernels leave to libvips, where there is none: a fill that the image has no band for, an edge drawn from
 * the image, a map that is not along the axes. The image is given the bands, or the step is gone through pixel by pixel.
 * @throws ItemError `step-failed` where a step is more than its geometry.
 */
export function runLightSteps(
  kernels: Kernels,
  pixels: Pixels,
  branches: readonly Branch[],
  told: Told,
  output: Ends['output'],
  options: Pick<ProgramOptions, 'sampling'>,
): void {
  const ends: Ends = {
    output,
    handOver: (here, left, then) => runLightSteps(kernels, here, left, then, output, options),
  };
  const go = (steps: readonly Branch[], from: Packed, so: Told) => {
    const share = { bands: bandsOf(from.layout), mostPixels: Infinity };
    const program = programOf(steps, { ...so, width: from.width, height: from.height }, share);
    if (program.kind === 'libvips') return false;
    runProgram(kernels, program, from, { ...options, shrunk: 1 }, ends);
    return true;
  };
  for (const branch of branches) {
    const mark = kernels.mark();
    try {
      const { from, move } = prepared(kernels, pixels, branch);
      const plain = { ...branch, operation: { ...branch.operation, moves: () => move } };
      if (go([plain], from, told)) continue;
      const made = gathered(kernels, from, move);
      const after = toldBy(branch, told);
      if (!go(branch.next, made, after)) ends.handOver(made, branch.next, after, false);
    } finally {
      kernels.release(mark);
    }
  }
}

/** With bands for the fill: alpha where it is not opaque, and a coloured one made grey on a grey image, as by libvips. */
function prepared(kernels: Kernels, pixels: Pixels, branch: Branch): { from: Packed; move: Move } {
  const { operation, plan, geometry } = branch;
  const moves = operation.moves?.(plan);
  if (!moves) throw beyond(operation.title);
  const isGrey = pixels.kind === 'packed' && pixels.layout === 'grey';
  const isOpaque = moves.fill[3] === 1;
  const here: Channels = isGrey ? 'grey' : pixels.kind === 'packed' && pixels.layout === 'rgba' ? 'rgba' : 'rgb';
  const from = inChannels(kernels, pixels, isOpaque ? here : 'rgba', [0, 0, 0, 1]);
  return { from, move: { ...moves, geometry, fill: isGrey ? greyFill(moves.fill) : moves.fill } };
}

function greyFill([red, green, blue, alpha]: Fill): Fill {
  const [r, g, b] = [red, green, blue].map((part) => Math.round(part * 255)) as [number, number, number]; // Three of three.
  const grey = greyOf(r, g, b) / 255;
  return [grey, grey, grey, alpha];
}

function beyond(title: string): ItemError {
  return new ItemError('step-failed', `“${title}” is done by libvips, which this page cannot run.`, {
    advice: 'Run it on an isolated page.',
  });
}
