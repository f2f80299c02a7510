import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import {
  compared,
  corpusAt,
  drawnSubjects,
  holdToBounds,
  subjectAt,
  writeFidelity,
  type Compared,
  type Subject,
} from './fast-decode';
import { visit } from './visit';

/** Shrinks the browser's decoder takes part in, near its margins and far from them. */
const resizes = [640, 300, 160].map((side) => ({ op: 'resize', width: side, height: side }));
const crop = { op: 'crop', width: 256, height: 256 };

test('the browser’s decoder stays near libvips’ own on every kind of JPEG that it is trusted with', async () => {
  const subjects = await drawnSubjects();
  expect(subjects).toHaveLength(8);
  holdToBounds(await distances(subjects));
});

async function distances(subjects: readonly Subject[]): Promise<Compared[]> {
  const page = await visit();
  const all: Compared[] = [];
  for (const step of resizes) all.push(...(await compared(page, subjects, { step, shrunk: true })));
  return [...all, ...(await compared(page, subjects, { step: crop, shrunk: false }))];
}

const corpus = corpusAt();

/** A few of each combination of kinds: the long suite takes all. */
function chosen(folder: string, ofEach: number): Subject[] {
  const found = new Map<string, number>();
  const names = new Set<string>();
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.jpe?g$/i.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .flatMap((path) => {
      const subject = subjectAt(path);
      const key = subject?.kinds.join() ?? '';
      const count = found.get(key) ?? 0;
      if (!subject || count >= ofEach || names.has(basename(path))) return [];
      found.set(key, count + 1);
      names.add(basename(path));
      return [subject];
    });
}

test.skipIf(!corpus)('and on real photographs (need the corpus)', async () => {
  const subjects = chosen(corpus!, 3);
  const kinds = new Set(subjects.flatMap((subject) => subject.kinds));
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
    expect(kinds).toContain(kind);
  const all = await distances(subjects);
  if (process.env['FIDELITY'] === 'write') writeFidelity(all);
  holdToBounds(all);
});
