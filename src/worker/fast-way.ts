import type { Encoded } from '../core/dataset/outcome';
import type { Header } from '../core/header/header';
import { Refused } from '../core/refused';
import type { Account } from './account';
import { decodeFrame, type Eighths, type Frame, type FrameColours } from './browser-decoder';
import { setOrientation } from './codecs/jpeg-segments';
import type { Engines } from './engines';
import type { Kernels } from './kernels';
import { chromaOf, type Pixels, type Plane } from './pixels';
import type { Branch } from './plan-steps';
import { densityOf, enginesOf, programOf, type Program } from './program';
import { eighthsFor } from './route';
import { runProgram } from './run-program';
import type { VipsLibrary } from './vips';
import { wayTrouble } from './way-trouble';
import type { Writing } from './writing';

export interface FastOptions {
  readonly header: Header;
  readonly colours: FrameColours;
  readonly branches: readonly Branch[];
  readonly writing: Writing;
  readonly account: Account;
  readonly vips: () => Promise<VipsLibrary>;
}

/**
 * The browser decodes, on a thread of its own, and shrinks while it decodes where the recipe starts by shrinking.
 * @param bytes Handed over to the browser: empty afterwards.
 * @throws Refused where the browser refuses the file.
 */
export async function fastWay(
  { kernels, turns }: NonNullable<Engines['kernels']>,
  bytes: Uint8Array,
  { header, colours, branches, writing, account, vips }: FastOptions,
): Promise<readonly Encoded[]> {
  const bands = header.space === 'grey' ? 1 : 3;
  const program = programOf(branches, header, bands);
  const eighths = eighthsFor(header, densityOf(program), colours);
  const frame = await decoded(bytes, header, eighths, colours);
  account.decoder = 'fast';
  account.reader = 'browser';
  account.engine = enginesOf(program) ?? 'kernels';
  try {
    if (writing.needsLibvips(bands) || usesLibvips(program)) writing.vips = await vips();
    return await turns.take(async () => {
      const mark = kernels.mark();
      try {
        const source = await taken(kernels, frame, header);
        account.isDecoded();
        writing.isStepping = true;
        runProgram(
          kernels,
          program,
          source,
          { shrunk: eighths / 8, sampling: writing.sampling },
          {
            output: writing.output,
            handOver: (pixels, left, told) => writing.handOver(pixels, left, told, 1),
          },
        );
        return writing.outputs;
      } catch (error) {
        throw wayTrouble(error, header, true);
      } finally {
        kernels.release(mark);
      }
    });
  } finally {
    frame.close();
  }
}

/** @throws Refused for whatever the browser has against the file, whose bytes are gone then. */
async function decoded(bytes: Uint8Array, header: Header, eighths: Eighths, colours: FrameColours): Promise<Frame> {
  // Pixels are wanted as stored, and Firefox turns them by the tag.
  if (header.orientation !== 1) setOrientation(bytes, 1);
  try {
    return await decodeFrame(bytes as Uint8Array<ArrayBuffer>, header, eighths, colours); // A file's bytes are never shared.
  } catch (error) {
    throw new Refused({ cause: error });
  }
}

function usesLibvips(program: Program): boolean {
  const engines = enginesOf(program);
  return engines === 'libvips' || engines === 'both';
}

/** Straight into the kernels' memory. Others wait for their turn, so that nothing grows it meanwhile. */
async function taken(kernels: Kernels, frame: Frame, { space }: Header): Promise<Pixels> {
  const at = kernels.alloc(frame.bytes);
  await frame.copyTo(kernels.bytes(at, frame.bytes));
  frame.close();
  const { width, height, layout } = frame;
  if (layout === 'rgbx' || layout === 'bgrx') {
    if (space !== 'grey') return { kind: 'packed', layout, at, stride: width * 4, width, height };
    // All three are the same.
    const bytes = kernels.bytes(at, frame.bytes);
    for (let i = 0; i < width * height; i++) bytes[i] = bytes[4 * i]!;
    return { kind: 'packed', layout: 'grey', at, stride: width, width, height };
  }
  const y: Plane = { at, stride: width, width, height };
  if (space === 'grey') return { kind: 'packed', layout: 'grey', ...y };
  const by = chromaOf(layout);
  const chroma = { width: Math.ceil(width / by.x), height: Math.ceil(height / by.y) };
  const plane = (after: number): Plane => ({ at: after, stride: chroma.width, ...chroma });
  const cb = plane(at + width * height);
  return { kind: 'planes', sampling: layout, width, height, y, cb, cr: plane(cb.at + chroma.width * chroma.height) };
}
