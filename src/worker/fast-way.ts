import type { Encoded } from '../core/dataset/outcome';
import type { Header } from '../core/header/header';
import { Refused } from '../core/refused';
import type { Account } from './account';
import {
  decodeFrame,
  readFromCanvas,
  type Asked,
  type BrowserReader,
  type Frame,
  type FrameColours,
} from './browser-decoder';
import { forgetOrientation } from './codecs/orientation-tag';
import type { Engines } from './engines';
import { pixelsOfFrame } from './frame-pixels';
import { runLightSteps } from './light-steps';
import { mostKernelPixels } from './pixels';
import type { Branch } from './plan-steps';
import { densityOf, enginesOf, programOf, type Program } from './program';
import { eighthsFor } from './route';
import { runProgram, type Ends } from './run-program';
import { wayTrouble } from './way-trouble';
import type { Writing } from './writing';

export interface FastOptions {
  readonly header: Header;
  readonly colours: FrameColours;
  readonly branches: readonly Branch[];
  readonly writing: Writing;
  readonly account: Account;
  readonly reader: BrowserReader;
  /** Null where everything has to be done without libvips. */
  readonly vips: Engines['vips'];
}

/**
 * The browser decodes, on a thread of its own, and shrinks while it decodes where the recipe starts by shrinking.
 * @param bytes Handed over to the browser: empty afterwards.
 * @throws Refused where the browser refuses the file.
 */
export async function fastWay(
  { kernels, turns }: NonNullable<Engines['kernels']>,
  bytes: Uint8Array,
  { header, colours, branches, writing, account, reader, vips }: FastOptions,
): Promise<readonly Encoded[]> {
  const bands = header.alpha ? 4 : header.space === 'grey' ? 1 : 3;
  const program = programOf(branches, header, { bands, mostPixels: vips ? mostKernelPixels : Infinity });
  const eighths = reader.shrinks ? eighthsFor(header, densityOf(program), colours) : 8;
  const frame = await decoded(bytes, header, { eighths, colours }, reader);
  account.decoder = 'fast';
  account.reader = 'browser';
  account.engine = vips ? (enginesOf(program) ?? 'kernels') : 'kernels';
  const { sampling, output } = writing;
  const handOver: Ends['handOver'] = vips
    ? (pixels, left, told) => writing.handOver(pixels, left, told, 1)
    : (pixels, left, told) => runLightSteps(kernels, pixels, left, told, output, { sampling });
  try {
    if (vips && (writing.needsLibvips(bands) || usesLibvips(program))) writing.vips = await vips();
    await turns.take(async () => {
      const mark = kernels.mark();
      try {
        const source = await pixelsOfFrame(kernels, frame, header);
        account.isDecoded();
        writing.isStepping = true;
        runProgram(kernels, program, source, { shrunk: eighths / 8, sampling }, { output, handOver });
      } catch (error) {
        throw wayTrouble(error, header, true);
      } finally {
        kernels.release(mark);
      }
    });
    return await writing.finished();
  } finally {
    frame.close();
  }
}

/** @throws Refused for whatever the browser has against the file, whose bytes are gone then. */
async function decoded(
  bytes: Uint8Array,
  { orientation, format, width, height, alpha }: Header,
  asked: Pick<Asked, 'eighths' | 'colours'>,
  { by }: BrowserReader,
): Promise<Frame> {
  // Pixels are wanted as stored, and browsers turn them by the tag.
  if (orientation !== 1) forgetOrientation(bytes, format);
  const own = bytes as Uint8Array<ArrayBuffer>; // A file's bytes are never shared.
  const all = { ...asked, format, width, height };
  try {
    // Chromium hands over WebP's planes of narrow range, in which colours beyond it are not cut off yet.
    const isPlain = by === 'frames' && (format !== 'webp' || alpha);
    return await (isPlain ? decodeFrame(own, all) : readFromCanvas(own, all));
  } catch (error) {
    throw new Refused({ cause: error });
  }
}

function usesLibvips(program: Program): boolean {
  const engines = enginesOf(program);
  return engines === 'libvips' || engines === 'both';
}
