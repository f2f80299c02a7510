import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { expect } from 'vitest';
import { generatedPhotographs } from '../bench/photographs/generated';
import { table } from '../bench/report/markdown';
import { performancePath, replaced } from '../bench/report/page';
import type { Header } from '../src/core/header/header';
import { readHeader } from '../src/core/header/read';
import type { FrameColours } from '../src/worker/browser-decoder';
import { suitsBrowser } from '../src/worker/route';
import { root } from '../tools/prepare.mjs';
import { readArchive, type Archive } from './archive';
import { distanceBetween, type Distance } from './fidelity';
import { temporaryFolder, type Visit } from './visit';

/** A photograph that the browser's decoder is trusted with, and what kind of file it is. */
export interface Subject {
  readonly path: string;
  readonly kinds: readonly string[];
}

export interface Compared extends Distance {
  readonly name: string;
  readonly kinds: readonly string[];
  /** Whether the browser shrank it while decoding. */
  readonly shrunk: boolean;
}

/** `null` for a file that goes the exact way anyway, and for one too small to compare. */
export function subjectAt(path: string): Subject | null {
  const bytes = new Uint8Array(readFileSync(path));
  const { header } = readHeader(bytes);
  const colours = header && suitsBrowser(header, bytes, { keep: 'none' });
  if (!colours || Math.min(header.width, header.height) < 64) return null;
  return { path, kinds: kindsOf(header, colours) };
}

function kindsOf({ space, sampling, interlaced, orientation, profile }: Header, colours: FrameColours): string[] {
  return [
    space === 'grey' ? 'grey' : `${sampling}`,
    ...(interlaced ? ['progressive'] : []),
    ...(orientation > 1 ? ['with orientation'] : []),
    ...(profile ? [colours === 'srgb' ? 'with another RGB profile' : 'with sRGB profile'] : []),
  ];
}

/** One of each kind, drawn here, for machines without photographs. */
export async function drawnSubjects(): Promise<Subject[]> {
  const folder = temporaryFolder();
  const [one] = await generatedPhotographs(folder, [{ width: 1500, height: 1100 }]);
  const write = async (name: string, change: (image: Sharp) => Sharp) => {
    const path = join(folder, name);
    await change(sharp(one!.path)).toFile(path);
    return path;
  };
  const paths = await Promise.all([
    write('420.jpg', (image) => image.jpeg({ quality: 92 })),
    write('444.jpg', (image) => image.jpeg({ quality: 92, chromaSubsampling: '4:4:4' })),
    write('grey.jpg', (image) => image.greyscale().toColourspace('b-w').jpeg({ quality: 92 })),
    write('progressive.jpg', (image) => image.jpeg({ quality: 92, progressive: true })),
    write('turned.jpg', (image) => image.withMetadata({ orientation: 6 }).jpeg({ quality: 92 })),
    write('profile.jpg', (image) => image.withIccProfile('srgb').jpeg({ quality: 92 })),
    write('p3.jpg', (image) => image.withIccProfile('p3').jpeg({ quality: 92 })),
    write('odd.jpg', (image) => image.resize(1301, 977, { fit: 'fill' }).jpeg({ quality: 92 })),
  ]);
  return paths.flatMap((path) => subjectAt(path) ?? []);
}

/**
 * The same steps, with the browser's decoder and with every pixel decoded by libvips; compared before encoding.
 * @param page An open visit: many pairs of runs share it.
 */
export async function compared(
  page: Visit,
  subjects: readonly Subject[],
  { step, shrunk }: { readonly step: unknown; readonly shrunk: boolean },
): Promise<Compared[]> {
  const inputs = subjects.map(({ path }) => path);
  if (new Set(inputs.map((path) => basename(path))).size < inputs.length)
    throw new Error('Expected every file to have a name of its own.');
  const recipe = { version: 1, steps: [{ op: 'auto-orient' }, step], output: { format: 'png', compression: 1 } };
  const fast = await ran(page, inputs, { ...recipe, decode: 'auto' });
  const full = await ran(page, inputs, { ...recipe, decode: 'full' });
  return subjects.map(({ path, kinds }) => {
    const name = basename(path);
    const [one, other] = [fast, full].map(({ report, files }) => {
      const item = report.items.find((row) => row.path === name);
      expect(item, name).toMatchObject({ status: 'done' });
      return { decoder: item!.decoder, file: files.get(item!.outputs[0]!.path)! };
    });
    expect([one!.decoder, other!.decoder], name).toEqual(['fast', 'full']);
    return { name, kinds, shrunk, ...distanceBetween(one!.file, other!.file) };
  });
}

async function ran(page: Visit, inputs: readonly string[], recipe: unknown): Promise<Archive> {
  await page.loadRecipe(recipe);
  await page.drop(...inputs);
  await page.run(inputs.length);
  const archive = readArchive(await page.downloadAll());
  await page.button('Clear').click();
  await page.is('empty');
  return archive;
}

/** Bounds of the fast way, on each photograph and over all. */
export function holdToBounds(all: readonly Compared[]): void {
  for (const { name, shrunk, mean, ssim, shiftPx, signed } of all) {
    const [mostMean, leastSsim] = shrunk ? [3, 0.985] : [1.5, 0.99];
    expect.soft(mean, `${name}: mean difference`).toBeLessThanOrEqual(mostMean);
    expect.soft(ssim, `${name}: SSIM`).toBeGreaterThanOrEqual(leastSsim);
    expect.soft(shiftPx, `${name}: shift`).toBeLessThanOrEqual(0.1);
    expect.soft(signed, `${name}: mean signed difference`).toBeLessThanOrEqual(0.7);
  }
  expect(meanOf(all, 'mean')).toBeLessThanOrEqual(1);
  expect(meanOf(all, 'ssim')).toBeGreaterThanOrEqual(0.995);
}

export function meanOf(all: readonly Compared[], key: 'mean' | 'ssim' | 'signed' | 'shiftPx'): number {
  return all.reduce((sum, one) => sum + one[key], 0) / all.length;
}

export function corpusAt(): string | null {
  const folder = process.env['CORPUS'] ?? join(import.meta.dirname, '../../shared/corpus');
  return existsSync(join(folder, 'MANIFEST.json')) ? folder : null;
}

/** The distances by kind of file, as docs/performance.md shows them: means, and in brackets the worst photograph. */
export function fidelityTable(all: readonly Compared[]): string {
  const rows = [...new Set(all.flatMap(({ kinds }) => kinds))].sort().flatMap((kind) =>
    [true, false].flatMap((shrunk) => {
      const some = all.filter((one) => one.shrunk === shrunk && one.kinds.includes(kind));
      return some.length === 0 ? [] : [[kind, shrunk ? 'resized' : 'cropped', String(some.length), ...cells(some)]];
    }),
  );
  const whole = ['all', 'both', String(all.length), ...cells(all)];
  const head = ['kind of JPEG', 'recipe', 'pictures', 'mean difference', 'SSIM', 'signed', 'shift, px'];
  return table(head, [...rows, whole]);
}

function cells(some: readonly Compared[]): string[] {
  const shown = (key: 'mean' | 'ssim' | 'signed' | 'shiftPx', digits: number) => {
    const values = some.map((one) => one[key]);
    const worst = key === 'ssim' ? Math.min(...values) : Math.max(...values);
    return `${meanOf(some, key).toFixed(digits)} (${worst.toFixed(digits)})`;
  };
  return [shown('mean', 2), shown('ssim', 4), shown('signed', 2), shown('shiftPx', 3)];
}

/** Writes the table into docs/performance.md. */
export function writeFidelity(all: readonly Compared[]): void {
  const path = join(root, performancePath);
  writeFileSync(path, replaced(readFileSync(path, 'utf8'), 'fidelity', fidelityTable(all)));
}
