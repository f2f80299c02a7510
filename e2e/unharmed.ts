import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { itemCodes } from '../src/core/errors';
import type { ReportItem } from '../src/core/dataset/report';
import type { Made } from './drive';

/** The same bytes on every machine. */
export const exactly = {
  version: 1,
  steps: [{ op: 'auto-orient' }, { op: 'resize', width: 64, height: 64 }],
  output: { format: 'jpeg', quality: 80 },
  decode: 'exact',
  encode: 'exact',
};

/** Whoever is not done has a code of the list and its sentences, which end with what to do. */
export function isTold({ path, status, code, detail }: ReportItem): void {
  if (status === 'done') return;
  expect(Object.keys(itemCodes), path).toContain(code);
  const { advice } = itemCodes[code!];
  expect(detail, path).toMatch(/^\S.*\.$/s);
  expect(detail?.endsWith(` ${advice}`), `${path}: ${detail}`).toBe(true);
}

/** The outputs of the good files, byte by byte as they are without the hostile ones. */
export function unharmed(mixed: Made, alone: Made): void {
  expect(alone.files.length).toBeGreaterThan(0);
  for (const file of alone.files)
    expect(readFileSync(join(mixed.out, file)).equals(readFileSync(join(alone.out, file))), file).toBe(true);
}
