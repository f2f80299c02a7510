import { unfused } from '../core/geometry/fuse';
import type { Pass } from '../core/geometry/pass';
import type { Kernels } from './kernels';
import type { Pixels, Sampling } from './pixels';
import type { Branch } from './plan-steps';
import type { Program, Told } from './program';
import { runPass } from './run-pass';

/** What becomes of pixels where the kernels' part is over. They are valid during the call alone. */
export interface Ends {
  /** An output. Its planes have the sampling asked for. */
  readonly output: (pixels: Pixels, told: Told) => void;
  /** Steps that libvips runs. `isSource` says that the pixels are the decoder's, shrunk as it has shrunk them. */
  readonly handOver: (pixels: Pixels, branches: readonly Branch[], told: Told, isSource: boolean) => void;
}

export interface ProgramOptions {
  /** By how much the decoder made the source smaller: 1 for not at all, 0.5 for half the sides. */
  readonly shrunk: number;
  /** What planes become at an output. */
  readonly sampling: Sampling;
}

/** Runs the kernels' part of a program, depth first; each pass's memory is free again before the next member's turn. */
export function runProgram(
  kernels: Kernels,
  program: Program,
  source: Pixels,
  { shrunk, sampling }: ProgramOptions,
  ends: Ends,
): void {
  const go = (one: Program, pixels: Pixels, scale: number): void => {
    switch (one.kind) {
      case 'fork':
        for (const member of one.members) go(member, pixels, scale);
        return;
      case 'libvips':
        return ends.handOver(pixels, one.branches, one, pixels === source);
      case 'end':
        if (pixels.kind === 'packed' || pixels.sampling === sampling) return ends.output(pixels, one);
        // A pass that leaves the picture where it is gives planes another sampling.
        return passed({ pass: unfused(pixels).pass, then: one }, pixels, 1);
      case 'pass':
        return passed(one, pixels, scale);
    }
  };
  const passed = ({ pass, then }: { pass: Pass; then: Program }, pixels: Pixels, scale: number): void => {
    const mark = kernels.mark();
    try {
      // What comes after may need any pixel's own colour.
      go(then, runPass(kernels, pixels, pass, scale, then.kind === 'end' ? sampling : '4:4:4'), 1);
    } finally {
      kernels.release(mark);
    }
  };
  go(program, source, shrunk);
}
