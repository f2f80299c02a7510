import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from './prepare.mjs';
import { promises } from './promises.mjs';

const read = (path: string) => readFileSync(join(root, path), 'utf8');

test('beside the page, links are the names of files in the source', () => {
  expect(promises('See [SECURITY.md](../SECURITY.md), [ADR 0012](adr/0012-policy.md), [e2e/a.ts](../e2e/a.ts).')).toBe(
    "See SECURITY.md, ADR 0012 (docs/adr/0012-policy.md), e2e/a.ts.\n\nPaths are those of the project's source.\n",
  );
  expect(promises(read('docs/security.md'))).not.toMatch(/\]\(/);
});

test.each(['SECURITY.md', 'docs/security.md', 'docs/hosting.md'])('every file that %s links to is there', (page) => {
  const targets = [...read(page).matchAll(/\]\(([^)#\s]+)/g)].map(([, target = '']) => target);
  const own = targets.filter((target) => !/^[a-z]+:/.test(target));
  expect(own.length).toBeGreaterThan(0);
  expect(own.filter((target) => !existsSync(join(root, dirname(page), target)))).toEqual([]);
});
