import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { afterAll, expect } from 'vitest';
import { generatedPhotographs } from '../bench/photographs/generated';
import { table } from '../bench/report/markdown';
import { performancePath, replaced } from '../bench/report/page';
import type { Header } from '../src/core/header/header';
import { readHeader } from '../src/core/header/read';
import type { FrameColours } from '../src/worker/browser-decoder';
import { parseRecipe } from '../src/core/recipe/parse';
import { planSteps } from '../src/worker/plan-steps';
import { densityOf, programOf } from '../src/worker/program';
import { keepsProfile } from '../src/worker/codecs/metadata';
import { eighthsFor, suitsBrowser } from '../src/worker/route';
import { encodedByKernels } from '../src/worker/testing/encoded-by-kernels';
import { nodeKernels } from '../src/worker/testing/node-kernels';
import { root } from '../tools/prepare.mjs';
import { readArchive, type Archive } from './archive';
import { distanceBetween, type Distance } from './fidelity';
import { lightVisit } from './light-visit';
import { visit, type Visit } from './visit';

/** A picture that the browser's decoder is trusted with, and what kind of file it is. */
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

const everyTrait = { readsBack: true, keepsAlpha: true, converts: true } as const;

/** `null` for a file that goes the exact way anyway, and for one too small to compare. */
export async function subjectAt(path: string): Promise<Subject | null> {
  const bytes = new Uint8Array(readFileSync(path));
  const { header } = readHeader(bytes);
  if (!header || Math.min(header.width, header.height) < 32) return null;
  const colours = await suitsBrowser(header, bytes, { keepsProfile: false }, everyTrait);
  return colours && { path, kinds: kindsOf(header, bytes, colours) };
}

function kindsOf(header: Header, bytes: Uint8Array, colours: FrameColours): string[] {
  const { interlaced, orientation, profile } = header;
  const [name, kind] = kindOf(header, bytes);
  return [
    `${name} ${kind}`,
    ...(interlaced ? [name === 'PNG' ? 'PNG interlaced' : 'JPEG progressive'] : []),
    ...(orientation > 1 ? [`${name} with orientation`] : []),
    ...(profile ? [`${name} with ${colours === 'srgb' ? 'another RGB' : 'sRGB'} profile`] : []),
  ];
}

function kindOf({ format, space, sampling, alpha }: Header, bytes: Uint8Array): [name: string, kind: string] {
  const isGrey = space === 'grey';
  if (format === 'jpeg') return ['JPEG', isGrey ? 'grey' : String(sampling)];
  const veiled = alpha ? ', transparent' : '';
  if (format === 'webp') return ['WebP', (Buffer.from(bytes).includes('VP8L') ? 'lossless' : 'lossy') + veiled];
  // The colour type (PNG 3rd edition, 11.2.1).
  if (bytes[25] === 3) return ['PNG', 'palette' + veiled];
  return ['PNG', alpha ? (isGrey ? 'grey, transparent' : 'transparent') : isGrey ? 'grey' : 'RGB'];
}

/** From opaque to clear, from left to right. */
const veil = Buffer.from(
  '<svg xmlns="http://www.w3.org/2000/svg" width="1000" height="734"><linearGradient id="g"><stop offset="0.2"/>' +
    '<stop offset="0.9" stop-opacity="0"/></linearGradient><rect width="1000" height="734" fill="url(#g)"/></svg>',
);

const drawing = { folder: null as string | null, subjects: null as Promise<Subject[]> | null };
afterAll(() => {
  if (drawing.folder !== null) rmSync(drawing.folder, { recursive: true, force: true });
});

/** One of each kind, drawn here, for machines without photographs; the same files for all tests of a file. */
export function drawnSubjects(): Promise<Subject[]> {
  drawing.folder ??= mkdtempSync(join(tmpdir(), 'manyhands-drawn-'));
  return (drawing.subjects ??= drawnIn(drawing.folder));
}

async function drawnIn(folder: string): Promise<Subject[]> {
  const [one] = await generatedPhotographs(folder, [{ width: 1000, height: 734 }]);
  const write = async (name: string, change: (image: Sharp) => Sharp) => {
    const path = join(folder, name);
    await change(sharp(one!.path)).toFile(path);
    return path;
  };
  const paths = await Promise.all([
    write('420.jpg', (image) => image.jpeg({ quality: 92 })),
    write('444.jpg', (image) => image.jpeg({ quality: 92, chromaSubsampling: '4:4:4' })),
    halvedAcross(one!.path, join(folder, '422.jpg')),
    write('grey.jpg', (image) => image.greyscale().toColourspace('b-w').jpeg({ quality: 92 })),
    write('progressive.jpg', (image) => image.jpeg({ quality: 92, progressive: true })),
    write('turned.jpg', (image) => image.withMetadata({ orientation: 6 }).jpeg({ quality: 92 })),
    write('profile.jpg', (image) => image.withIccProfile('srgb').jpeg({ quality: 92 })),
    write('p3.jpg', (image) => image.withIccProfile('p3').jpeg({ quality: 92 })),
    write('rgb.png', (image) => image.png()),
    write('grey.png', (image) => image.greyscale().toColourspace('b-w').png()),
    write('palette.png', (image) => image.png({ palette: true, colours: 64 })),
    write('interlaced.png', (image) => image.png({ progressive: true })),
    write('transparent.png', (image) => image.composite([{ input: veil, blend: 'dest-in' }]).png()),
    write('turned.png', (image) => image.withMetadata({ orientation: 6 }).png()),
    write('lossy.webp', (image) => image.webp({ quality: 92 })),
    write('lossless.webp', (image) => image.webp({ lossless: true })),
    write('turned.webp', (image) => image.withMetadata({ orientation: 6 }).webp({ quality: 92 })),
    write('veiled.webp', (image) => image.composite([{ input: veil, blend: 'dest-in' }]).webp({ quality: 92 })),
    write('odd.jpg', (image) => image.resize(901, 677, { fit: 'fill' }).jpeg({ quality: 92 })),
  ]);
  return subjectsAt(paths);
}

/** 4:2:2, which sharp does not write, by our kernels. */
async function halvedAcross(from: string, path: string): Promise<string> {
  const { data, info } = await sharp(from).raw().toBuffer({ resolveWithObject: true });
  const picture = { width: info.width, height: info.height, bytes: new Uint8Array(data) };
  const how = { sampling: '4:2:2', quality: 92, restartRows: 0 } as const;
  writeFileSync(path, encodedByKernels(await nodeKernels(), picture, how));
  return path;
}

export async function subjectsAt(paths: readonly string[]): Promise<Subject[]> {
  const subjects = await Promise.all(paths.map(subjectAt));
  return subjects.flatMap((one) => one ?? []);
}

/** Runs a recipe over files in a page that stays open. */
export type Runs = (inputs: readonly string[], recipe: unknown) => Promise<Archive>;

/** Many pairs of runs share two pages. The browser decodes on `fast`: what `auto` gives it, all in the light tier. */
export interface Pair {
  readonly fast: Runs;
  readonly full: Runs;
}

/** The same steps, with the browser's decoder and with every pixel decoded by libvips; compared before encoding. */
export async function compared(
  pair: Pair,
  subjects: readonly Subject[],
  { step, shrunk }: { readonly step: unknown; readonly shrunk: boolean },
): Promise<Compared[]> {
  const inputs = subjects.map(({ path }) => path);
  if (new Set(inputs.map((path) => basename(path))).size < inputs.length)
    throw new Error('Expected every file to have a name of its own.');
  const recipe = { version: 1, steps: [{ op: 'auto-orient' }, step], output: { format: 'png', compression: 1 } };
  const fast = await pair.fast(inputs, { ...recipe, decode: 'auto' });
  const full = await pair.full(inputs, { ...recipe, decode: 'full' });
  const areShrunk = await Promise.all(subjects.map(({ path }) => isShrunk(path, recipe)));
  return subjects.map(({ path, kinds }, i) => {
    const name = basename(path);
    const [one, other] = [fast, full].map(({ report, files }) => {
      const item = report.items.find((row) => row.path === name);
      expect(item, name).toMatchObject({ status: 'done' });
      return { decoder: item!.decoder, file: files.get(item!.outputs[0]!.path)! };
    });
    expect([one!.decoder, other!.decoder], name).toEqual(['fast', 'full']);
    // Depth and colour type (PNG 3rd edition, 11.2.1).
    expect([...one!.file.subarray(24, 26)], name).toEqual([...other!.file.subarray(24, 26)]);
    return { name, kinds, shrunk: shrunk && areShrunk[i]!, ...distanceBetween(one!.file, other!.file) };
  });
}

/** Whether a decoder that can shrinks the picture, as the fast way asks it to. */
export async function isShrunk(path: string, recipe: unknown): Promise<boolean> {
  const bytes = new Uint8Array(readFileSync(path));
  const header = readHeader(bytes).header!; // A subject has one.
  const { steps, output } = parseRecipe(recipe);
  const keeps = keepsProfile(output.keep, output.format === 'png' ? 'png' : 'jpeg');
  const colours = await suitsBrowser(header, bytes, { keepsProfile: keeps }, everyTrait);
  const branches = await planSteps(steps, { path, seed: 0, header, maxPixels: 1e9 });
  const program = programOf(branches, header, { bands: header.space === 'grey' ? 1 : 3, mostPixels: Infinity });
  return eighthsFor(header, densityOf(program), colours ?? 'stored') < 8;
}

export function runsOf(page: Visit): Runs {
  return async (inputs, recipe) => {
    await page.loadRecipe(recipe);
    await page.drop(...inputs);
    await page.run(inputs.length);
    const archive = readArchive(await page.downloadAll());
    await page.button('Clear').click();
    await page.is('empty');
    return archive;
  };
}

/** Shrinks the browser's decoder takes part in, near its margins and far from them: px of the longer side. */
const shrinks = [640, 300, 160];
const crop = { op: 'crop', width: 256, height: 256 };
const small = { op: 'resize', width: 200, height: 200 };

export const isJpeg = ({ path }: Subject): boolean => /jpe?g$/i.test(path);

/** Grey ones with alpha go the exact way where there is one. */
export const isPng = ({ path, kinds }: Subject): boolean =>
  /png$/i.test(path) && !kinds.some((kind) => kind.includes('grey, transparent'));

/** Of JPEGs, shrunk while they are decoded and not. */
export async function distances(subjects: readonly Subject[], sides = shrinks): Promise<Compared[]> {
  const page = runsOf(await visit());
  const all: Compared[] = [];
  for (const side of sides) {
    const step = { op: 'resize', width: side, height: side };
    all.push(...(await compared({ fast: page, full: page }, subjects, { step, shrunk: true })));
  }
  return [...all, ...(await compared({ fast: page, full: page }, subjects, { step: crop, shrunk: false }))];
}

export async function pngDistances(subjects: readonly Subject[]): Promise<Compared[]> {
  const page = runsOf(await visit());
  return compared({ fast: page, full: page }, subjects, { step: small, shrunk: false });
}

/** In the light tier, where the browser decodes all; nothing shrinks meanwhile. */
export async function lightDistances(subjects: readonly Subject[]): Promise<Compared[]> {
  const pair = { fast: runsOf(await lightVisit()), full: runsOf(await visit()) };
  return compared(pair, subjects, { step: small, shrunk: false });
}

/** Of photographs of every kind that the fast way is proven for. */
export function expectAllKinds(subjects: readonly Subject[]): void {
  const jpegs = ['4:2:0', '4:2:2', '4:4:4', 'grey', 'progressive', 'with orientation', 'with sRGB profile', 'with another RGB profile']; // prettier-ignore
  const others = ['PNG RGB', 'PNG grey', 'PNG palette', 'PNG transparent', 'WebP lossy', 'WebP lossless'];
  const kinds = subjects.flatMap((subject) => subject.kinds);
  expect(kinds).toEqual(expect.arrayContaining([...jpegs.map((kind) => `JPEG ${kind}`), ...others]));
}

/** At most so many of each combination of kinds, and of files of one name the first. */
export async function chosenOf(folder: string, pattern: RegExp, ofEach: number): Promise<Subject[]> {
  const found = new Map<string, number>();
  const names = new Set<string>();
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && pattern.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    // What is hostile is other tests' matter.
    .filter((path) => !path.includes('/hostile/'))
    .sort();
  return (await subjectsAt(paths)).filter(({ path, kinds }) => {
    const key = kinds.join();
    const count = found.get(key) ?? 0;
    if (count >= ofEach || names.has(basename(path))) return false;
    found.set(key, count + 1);
    names.add(basename(path));
    return true;
  });
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
      return some.length === 0 ? [] : [[kind, shrunk ? 'yes' : 'no', String(some.length), ...cells(some)]];
    }),
  );
  const whole = ['all', 'both', String(all.length), ...cells(all)];
  const head = ['kind of file', 'shrunk by the decoder', 'pictures', 'mean difference', 'SSIM', 'signed', 'shift, px'];
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

/** Writes the table into docs/performance.md, between the markers of this name. */
export function writeFidelity(name: string, all: readonly Compared[]): void {
  const path = join(root, performancePath);
  writeFileSync(path, replaced(readFileSync(path, 'utf8'), name, fidelityTable(all)));
}
