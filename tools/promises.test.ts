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

test('every promise names what it is held by, and a test that is there or a command that runs one', () => {
  const [, table = ''] = read('docs/security.md').split('\n## Promises\n');
  const [, , ...rows] = table.split('\n').filter((line) => line.startsWith('|'));
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
  expect(rows.length).toBeGreaterThan(10);
  for (const row of rows) {
    const [, promise, holder = '', tests = ''] = row.split(/(?<!\\)\|/).map((cell) => cell.trim());
    const files = [...tests.matchAll(/\]\(\.\.\/([^)]+\.test\.ts)\)/g)].map(([, file]) => file);
    const commands = [...tests.matchAll(/`(?:npm run ([\w:]+)|npx eslint)/g)].map(([, script = 'test']) => script);
    expect(files.length + commands.length, promise).toBeGreaterThan(0);
    expect(
      commands.filter((script) => !(script in scripts)),
      promise,
    ).toEqual([]);
    expect(holder, promise).not.toBe('');
  }
});

test.each(['SECURITY.md', 'docs/security.md', 'docs/hosting.md'])('every file that %s links to is there', (page) => {
  const targets = [...read(page).matchAll(/\]\(([^)#\s]+)/g)].map(([, target = '']) => target);
  const own = targets.filter((target) => !/^[a-z]+:/.test(target));
  expect(own.length).toBeGreaterThan(0);
  expect(own.filter((target) => !existsSync(join(root, dirname(page), target)))).toEqual([]);
});
