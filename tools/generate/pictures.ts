import createVips from 'wasm-vips';
import type Vips from 'wasm-vips';
import { keepAll } from '../../src/core/dataset/label-rules';
import { labelOf, noLabels } from '../../src/core/dataset/labels';
import type { Header, Orientation } from '../../src/core/header/header';
import type { AnyOperation } from '../../src/core/operations/index';
import { parseRecipe } from '../../src/core/recipe/parse';
import type { ItemLabels } from '../../src/worker/api';
import { planSteps } from '../../src/worker/plan-steps';
import { runSteps } from '../../src/worker/run-steps';
import { Scope } from '../../src/worker/scope';
import { scene } from './scene';
import '../../src/worker/symbols';

type Library = typeof Vips;

export interface Drawn {
  readonly operation: AnyOperation;
  readonly png: Uint8Array;
}

/** The scene's house, for operations that look at labels. */
const sceneLabels: ItemLabels = {
  image: { ...noLabels, labels: [labelOf(0, [{ kind: 'box', at: Float64Array.of(134, 46, 198, 126) }])] },
  rules: keepAll,
  frame: 'stored',
};

/** Between before and after, and around them. */
const gapPx = 28;

/** Before and after of each operation's example, side by side, by the planning and the runner that the page uses. */
export async function drawPictures(operations: readonly AnyOperation[]): Promise<Drawn[]> {
  const vips = await createVips({ dynamicLibraries: [], print: () => {}, printErr: () => {} });
  vips.concurrency(1);
  try {
    const drawn: Drawn[] = [];
    for (const operation of operations) drawn.push({ operation, png: await pictureOf(vips, operation) });
    return drawn;
  } finally {
    vips.shutdown();
  }
}

async function pictureOf(vips: Library, operation: AnyOperation): Promise<Uint8Array> {
  using scope = new Scope();
  const upright = scope.keep(sceneOf(vips));
  const afterUpright = scope.keep(await run(vips, operation, upright, 1));
  // What leaves an upright picture as it is shows what it does on one that the camera stored lying on its side.
  if (!isSame(upright, afterUpright)) return beside(vips, upright, afterUpright);
  const lying = scope.keep(upright.rot('d270'));
  return beside(vips, lying, scope.keep(await run(vips, operation, lying, 6)));
}

function sceneOf(vips: Library): Vips.Image {
  using scope = new Scope();
  const plain = scope.keep(
    vips.Image.newFromMemory(scene.pixels(), scene.width, scene.height, 3, vips.BandFormat.uchar),
  );
  return plain.copy({ interpretation: 'srgb' });
}

/** @returns a new handle. */
async function run(
  vips: Library,
  { id, example }: AnyOperation,
  image: Vips.Image,
  orientation: Orientation,
): Promise<Vips.Image> {
  const { steps, seed } = parseRecipe({ version: 1, steps: [{ op: id, ...example }] });
  const header = headerOf(image, orientation);
  const branches = await planSteps(steps, { path: 'scene.png', seed, header, maxPixels: 1e6, labels: sceneLabels });
  let result: Vips.Image | undefined;
  // The first member stands for a fan-out.
  runSteps(
    vips,
    image,
    branches,
    { sequential: false, shrink: 1, told: { suffix: '', orientation } },
    (leaf) => (result ??= leaf.image.copyMemory()),
  );
  if (!result) throw new Error(`Expected ${id} to make a picture of its example.`);
  return result;
}

function headerOf({ width, height }: Vips.Image, orientation: Orientation): Header {
  return {
    ...{ format: 'png', width, height, orientation, bands: 3, alpha: false, space: 'rgb', depth: 8, float: false },
    ...{ pages: 1, profile: false, sampling: null, interlaced: false, complete: true },
  };
}

function isSame(one: Vips.Image, other: Vips.Image): boolean {
  if (one.width !== other.width || one.height !== other.height || one.bands !== other.bands) return false;
  using scope = new Scope();
  return scope.keep(scope.keep(one.subtract(other)).abs()).max() === 0;
}

/** Both on clear ground with an arrow between, so that pages may be dark or light. */
function beside(vips: Library, before: Vips.Image, after: Vips.Image): Uint8Array {
  using scope = new Scope();
  const height = Math.max(before.height, after.height);
  const parts = [before, arrow(vips, scope), after].map((part) => {
    const colour = part.bands < 3 ? scope.keep(part.colourspace('srgb')) : part;
    const clear = colour.hasAlpha() ? colour : scope.keep(colour.addalpha());
    return scope.keep(
      clear.embed(0, Math.floor((height - part.height) / 2), part.width, height, {
        extend: 'background',
        background: [0, 0, 0, 0],
      }),
    );
  });
  const [first, ...others] = parts as [Vips.Image, Vips.Image, Vips.Image];
  const whole = others.reduce((row, part) => scope.keep(row.join(part, 'horizontal')), first);
  return whole.pngsaveBuffer({ compression: 9, filter: 'all', keep: 'none' });
}

/** A grey head of an arrow to the right, as wide as the gap. */
function arrow(vips: Library, scope: Scope): Vips.Image {
  const pixels = new Uint8Array(gapPx * gapPx * 4);
  for (let y = 0; y < gapPx; y++)
    for (let x = 0; x < gapPx; x++) {
      const room = 6 - Math.abs(y + 0.5 - gapPx / 2) - (x + 0.5 - (gapPx / 2 - 3));
      const cover = x < gapPx / 2 - 3 ? 0 : Math.min(1, Math.max(0, room + 0.5));
      pixels.set([128, 128, 128, Math.round(255 * cover)], (y * gapPx + x) * 4);
    }
  const plain = scope.keep(vips.Image.newFromMemory(pixels, gapPx, gapPx, 4, vips.BandFormat.uchar));
  return scope.keep(plain.copy({ interpretation: 'srgb' }));
}
