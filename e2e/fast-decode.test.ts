import { readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import {
  chosenOf,
  compared,
  corpusAt,
  drawnSubjects,
  holdToBounds,
  runsOf,
  writeFidelity,
  type Compared,
  type Subject,
} from './fast-decode';
import { make } from './drive';
import { lightVisit } from './light-visit';
import { temporaryFolder, visit } from './visit';

/** Shrinks the browser's decoder takes part in, near its margins and far from them. */
const resizes = [640, 300, 160].map((side) => ({ op: 'resize', width: side, height: side }));
const small = { op: 'resize', width: 200, height: 200 };
const crop = { op: 'crop', width: 256, height: 256 };

test('the browser’s decoder stays near libvips’ own on every kind of JPEG that it is trusted with', async () => {
  const subjects = (await drawnSubjects()).filter(isJpeg);
  expect(subjects).toHaveLength(8);
  holdToBounds(await distances(subjects));
});

test('and on every kind of PNG', async () => {
  const subjects = (await drawnSubjects()).filter(isPng);
  expect(subjects).toHaveLength(6);
  holdToBounds(await pngDistances(subjects));
});

test('a PNG with a bit turned anywhere fails as libvips would fail it: the browser checks its chunks, too', async () => {
  const { path } = (await drawnSubjects()).find(({ kinds }) => kinds.includes('PNG transparent'))!;
  const file = readFileSync(path);
  const folder = temporaryFolder();
  const damaged = Array.from({ length: 24 }, (_, i) => {
    const bytes = Buffer.from(file);
    const at = 8 + Math.floor(((file.length - 8) * i) / 24);
    bytes[at] = bytes[at]! ^ (1 << (i % 8));
    const name = join(folder, `${i}.png`);
    writeFileSync(name, bytes);
    return name;
  });
  const recipe = { version: 1, steps: [], output: { format: 'png' } };
  const { items } = (await make([path, ...damaged], { recipe })).report;
  expect(items.find((row) => row.status === 'done')?.decoder).toBe('fast');
  const fates = items.filter((row) => row.path !== basename(path)).map(({ status, code }) => `${status}, ${code}`);
  expect(fates).toEqual(damaged.map(() => 'failed, corrupt'));
});

test('and in the light tier on every kind of PNG and WebP', async () => {
  const subjects = (await drawnSubjects()).filter((one) => !isJpeg(one));
  expect(subjects).toHaveLength(10);
  holdToBounds(await lightDistances(subjects));
});

/** Grey ones with alpha go the exact way where there is one. */
const isPng = ({ path, kinds }: Subject) =>
  /png$/i.test(path) && !kinds.some((kind) => kind.includes('grey, transparent'));
const isJpeg = ({ path }: Subject) => /jpe?g$/i.test(path);

async function distances(subjects: readonly Subject[]): Promise<Compared[]> {
  const page = runsOf(await visit());
  const all: Compared[] = [];
  for (const step of resizes)
    all.push(...(await compared({ fast: page, full: page }, subjects, { step, shrunk: true })));
  return [...all, ...(await compared({ fast: page, full: page }, subjects, { step: crop, shrunk: false }))];
}

async function pngDistances(subjects: readonly Subject[]): Promise<Compared[]> {
  const page = runsOf(await visit());
  return compared({ fast: page, full: page }, subjects, { step: small, shrunk: false });
}

/** Nothing shrinks while these are decoded. */
async function lightDistances(subjects: readonly Subject[]): Promise<Compared[]> {
  return compared({ fast: runsOf(await lightVisit()), full: runsOf(await visit()) }, subjects, {
    step: small,
    shrunk: false,
  });
}

const corpus = corpusAt();

test.skipIf(!corpus)('and on real photographs (need the corpus)', async () => {
  const subjects = await chosenOf(corpus!, /\.jpe?g$/i, 3);
  const others = await chosenOf(corpus!, /\.(?:png|webp)$/i, 8);
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
  const rest = [
    ...(await pngDistances(others.filter(isPng))),
    ...(await lightDistances(others.filter((one) => !isPng(one)))),
  ];
  if (process.env['FIDELITY'] === 'write') writeFidelity('fidelity', [...all, ...rest]);
  holdToBounds(all);
  holdToBounds(rest);
});
