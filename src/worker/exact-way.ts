import type Vips from 'wasm-vips';
import type { Encoded } from '../core/dataset/outcome';
import type { Header } from '../core/header/header';
import type { Recipe } from '../core/recipe/recipe';
import type { Account } from './account';
import { normalised, open } from './codecs/decode';
import { imageOfFrame } from './codecs/foreign';
import type { Reader } from '../core/header/readers';
import { readTrouble } from './codecs/trouble';
import type { Engines } from './engines';
import type { MagickFrame } from './magick';
import { pixelsOf } from './crossing';
import { decodeShrink, type Branch } from './plan-steps';
import { enginesOf, programOf } from './program';
import { mostKernelPixels } from './pixels';
import { runProgram } from './run-program';
import { runSteps } from './run-steps';
import { Scope } from './scope';
import { wayTrouble } from './way-trouble';
import type { Writing } from './writing';

export interface ExactOptions {
  readonly header: Header;
  readonly reader: Reader;
  readonly branches: readonly Branch[];
  readonly recipe: Recipe;
  readonly writing: Writing;
  readonly account: Account;
  /** The image, where it is opened already. @returns a new handle. */
  readonly stored?: () => Vips.Image;
}

/** libvips or the second reader decodes: the same pixels in every browser. `full` decodes every pixel, `exact` may shrink while decoding. */
export async function exactWay(
  engines: Pick<Engines, 'kernels' | 'magick'> & { readonly vips: NonNullable<Engines['vips']> },
  bytes: Uint8Array,
  options: ExactOptions,
): Promise<readonly Encoded[]> {
  const vips = await engines.vips();
  options.writing.vips = vips;
  const { header, reader } = options;
  const frame = !options.stored && reader.by === 'imagemagick' ? await foreign(engines, bytes, header) : null;
  const stored = (shrink: number) => {
    if (options.stored) return options.stored();
    if (frame) return imageOfFrame(vips, frame);
    const { truncated, svgWidth } = options.recipe.input;
    return open(vips, bytes, header.format, { shrink, keepTruncated: truncated === 'keep', svgWidth });
  };
  const run = () => decodeAndRun(engines, vips, stored, options);
  await (engines.kernels ? engines.kernels.turns.take(run) : run());
  return options.writing.finished();
}

async function foreign(engines: Pick<Engines, 'magick'>, bytes: Uint8Array, { format }: Header): Promise<MagickFrame> {
  const magick = await engines.magick();
  try {
    return magick.frames(bytes, format, [0])[0]!; // One was asked for.
  } catch (error) {
    throw readTrouble(error, format, null);
  }
}

function decodeAndRun(
  engines: Pick<Engines, 'kernels'>,
  vips: typeof Vips,
  storedBy: (shrink: number) => Vips.Image,
  { header, reader, branches, recipe, writing, account, stored: isOpen }: ExactOptions,
): void {
  account.decoder = recipe.decode === 'full' ? 'full' : 'exact';
  account.reader = reader.by;
  const shrink = account.decoder === 'exact' && !isOpen && canShrink(header, reader) ? decodeShrink(branches) : 1;
  using scope = new Scope();
  try {
    const stored = scope.keep(storedBy(shrink));
    const image = scope.keep(normalised(stored, writing.keepsProfile, (notes) => account.note(notes)));
    const inMemory = engines.kernels && image.format === 'uchar' && image.width * image.height <= mostKernelPixels;
    const program = inMemory ? programOf(branches, header, { bands: image.bands, mostPixels: mostKernelPixels }) : null;
    const needs = program && enginesOf(program);
    if (program && engines.kernels && (needs === 'kernels' || needs === 'both')) {
      account.engine = needs;
      const { kernels } = engines.kernels;
      const mark = kernels.mark();
      try {
        const pixels = pixelsOf(kernels, image);
        account.isDecoded();
        writing.isStepping = true;
        const { output, handOver } = writing;
        runProgram(
          kernels,
          program,
          pixels,
          { shrunk: 1 / shrink, sampling: writing.sampling },
          {
            output,
            handOver: (here, left, told, isSource) => handOver(here, left, told, isSource ? shrink : 1),
          },
        );
      } finally {
        kernels.release(mark);
      }
    } else {
      account.engine = 'libvips';
      const told = { suffix: '', orientation: header.orientation };
      account.isDecoded();
      writing.isStepping = true;
      runSteps(vips, image, branches, { sequential: true, shrink, told }, writing.image);
    }
  } catch (error) {
    throw wayTrouble(error, header, writing.isStepping);
  }
}

/** WebP's rescaler rounds where the operations expect sides rounded down, so only sides that divide are shrunk there. */
function canShrink({ format, width, height }: Header, { shrinks }: Reader): boolean {
  return shrinks > 1 && (format !== 'webp' || (width % shrinks === 0 && height % shrinks === 0));
}
