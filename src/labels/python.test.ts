import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formatOf } from './formats';
import { expectedOf } from './testing/expected';
import { writtenAs } from './testing/memory';
import { setOf, size, type Sample } from './testing/samples';
import type { Found } from './testing/strict/check';

const image = 'd/images/a.jpg';
const script = join(import.meta.dirname, 'testing/strict/read_labels.py');

/** What each format holds as it is. */
const holds: Readonly<Record<string, readonly Sample[]>> = {
  'yolo-detect': ['box'],
  'yolo-segment': ['polygon'],
  'yolo-pose': ['box', 'keypoints'],
  'yolo-obb': ['oriented'],
  coco: ['box', 'polygon', 'mask', 'keypoints'],
  'coco-panoptic': ['mask'],
  voc: ['box', 'mask'],
  masks: ['mask'],
  imagefolder: ['box', 'class'],
};
const cases = Object.entries(holds).flatMap(([id, kept]) => kept.map((sample) => ({ id, sample })));

const root = mkdtempSync(join(tmpdir(), 'manyhands-labels-'));
afterAll(() => rmSync(root, { recursive: true }));

/** By case. */
let read: Readonly<Record<string, readonly Found[]>> | null = null;

beforeAll(async () => {
  for (const { id, sample } of cases) {
    const folder = join(root, `${id}+${sample}`);
    const put = (path: string, bytes: Uint8Array) => {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), bytes);
    };
    // So that the paths of data.yaml lead somewhere.
    put(image, new Uint8Array());
    const { sources } = await writtenAs(formatOf(id)!, setOf(sample, image, 'train'), [], () => size);
    for (const file of sources) put(file.path, await file.read());
  }
  // Debian's own, which has Debian's PIL: another one may stand before it.
  for (const python of ['/usr/bin/python3', 'python3']) {
    const { status, stdout, stderr, error } = spawnSync(python, [script, root], { encoding: 'utf8' });
    if (error || status === 3) continue;
    if (status !== 0) throw new Error(stderr);
    read = JSON.parse(stdout) as Readonly<Record<string, readonly Found[]>>;
    return;
  }
});

const near = (numbers: readonly number[]) => numbers.map((value) => Number(value.toFixed(6)));

describe('what we write is read by Python’s json, csv and xml, and by PIL', () => {
  it.for(cases)('$id: $sample', ({ id, sample }, { skip }) => {
    if (read === null) return skip('Python with PIL is not installed.');
    const found = read[`${id}+${sample}`]!.map((one) => ({ ...one, numbers: near(one.numbers) }));
    const expected = expectedOf(sample, image);
    expect(found).toContainEqual({ ...expected, numbers: near(expected.numbers) });
  });
});
