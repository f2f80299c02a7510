import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import {
  compared,
  corpusAt,
  drawnSubjects,
  holdToBounds,
  subjectsAt,
  writeFidelity,
  type Compared,
  type Subject,
} from './fast-decode';
import { lightVisit } from './light-visit';
import { visit } from './visit';

/** Shrinks the browser's decoder takes part in, near its margins and far from them. */
const resizes = [640, 300, 160].map((side) => ({ op: 'resize', width: side, height: side }));
const crop = { op: 'crop', width: 256, height: 256 };

test('the browser’s decoder stays near libvips’ own on every kind of JPEG that it is trusted with', async () => {
  const subjects = (await drawnSubjects()).filter(isJpeg);
  expect(subjects).toHaveLength(8);
  holdToBounds(await distances(subjects));
});

test('and in the light tier on every kind of PNG and WebP', async () => {
  const subjects = (await drawnSubjects()).filter((one) => !isJpeg(one));
  expect(subjects).toHaveLength(10);
  holdToBounds(await lightDistances(subjects));
});

const isJpeg = ({ path }: Subject) => /jpe?g$/i.test(path);

async function distances(subjects: readonly Subject[]): Promise<Compared[]> {
  const page = await visit();
  const all: Compared[] = [];
  for (const step of resizes)
    all.push(...(await compared({ fast: page, full: page }, subjects, { step, shrunk: true })));
  return [...all, ...(await compared({ fast: page, full: page }, subjects, { step: crop, shrunk: false }))];
}

/** Nothing shrinks while these are decoded. */
async function lightDistances(subjects: readonly Subject[]): Promise<Compared[]> {
  const step = { op: 'resize', width: 200, height: 200 };
  return compared({ fast: await lightVisit(), full: await visit() }, subjects, { step, shrunk: false });
}

const corpus = corpusAt();

/** A few of each combination of kinds: the long suite takes all. */
async function chosen(folder: string, pattern: RegExp, ofEach: number): Promise<Subject[]> {
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

test.skipIf(!corpus)('and on real photographs (need the corpus)', async () => {
  const subjects = await chosen(corpus!, /\.jpe?g$/i, 3);
  const others = await chosen(corpus!, /\.(?:png|webp)$/i, 8);
  const kinds = new Set([...subjects, ...others].flatMap((subject) => subject.kinds));
  for (const kind of [
    '4:2:0',
    '4:2:2',
    '4:4:4',
    'grey',
    'progressive',
    'with orientation',
    'with sRGB profile',
    'with another RGB profile',
  ])
    expect(kinds).toContain(`JPEG ${kind}`);
  for (const kind of ['PNG RGB', 'PNG grey', 'PNG palette', 'PNG transparent', 'WebP lossy', 'WebP lossless'])
    expect(kinds).toContain(kind);
  const all = await distances(subjects);
  const rest = await lightDistances(others);
  if (process.env['FIDELITY'] === 'write') writeFidelity([...all, ...rest]);
  holdToBounds(all);
  holdToBounds(rest);
});
