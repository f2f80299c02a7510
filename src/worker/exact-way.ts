import type Vips from 'wasm-vips';
import type { Encoded } from '../core/dataset/outcome';
import type { Header } from '../core/header/header';
import type { Recipe } from '../core/recipe/recipe';
import type { Account } from './account';
import { normalised, open } from './codecs/decode';
import type { Engines } from './engines';
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
  readonly branches: readonly Branch[];
  readonly recipe: Recipe;
  readonly writing: Writing;
  readonly account: Account;
}

/** libvips decodes: the same pixels in every browser. `full` decodes every pixel, `exact` may shrink while decoding. */
export async function exactWay(
  engines: Pick<Engines, 'kernels'> & { readonly vips: NonNullable<Engines['vips']> },
  bytes: Uint8Array,
  options: ExactOptions,
): Promise<readonly Encoded[]> {
  const vips = await engines.vips();
  const { writing } = options;
  writing.vips = vips;
  const run = () => decodeAndRun(engines, vips, bytes, options);
  await (engines.kernels ? engines.kernels.turns.take(run) : run());
  return writing.finished();
}

function decodeAndRun(
  engines: Pick<Engines, 'kernels'>,
  vips: typeof Vips,
  bytes: Uint8Array,
  { header, branches, recipe, writing, account }: ExactOptions,
): void {
  account.decoder = recipe.decode === 'full' ? 'full' : 'exact';
  account.reader = 'libvips';
  const shrink = account.decoder === 'exact' && canShrink(header) ? decodeShrink(branches) : 1;
  using scope = new Scope();
  try {
    const keepTruncated = recipe.input.truncated === 'keep';
    const stored = scope.keep(open(vips, bytes, header.format, { shrink, keepTruncated }));
    const image = scope.keep(normalised(stored, recipe.output.keep !== 'none'));
    const inMemory = engines.kernels && image.format === 'uchar' && image.width * image.height <= mostKernelPixels;
    const program = inMemory ? programOf(branches, header, image.bands) : null;
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
function canShrink({ format, width, height }: Header): boolean {
  return format === 'jpeg' || (format === 'webp' && width % 8 === 0 && height % 8 === 0);
}
