import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { python } from '../e2e/pool/cases/python';
import { sections } from '../e2e/pool/cases/python/sections';
import { multiprocessingPath, snippetsOf } from './generate/multiprocessing';
import { root } from './prepare.mjs';
import { Stranger } from './stranger';

const page = readFileSync(join(root, multiprocessingPath), 'utf8');
const snippets = snippetsOf(page);
const programs = snippets.filter(({ prints }) => prints !== null);

describe('a program on the page about multiprocessing', () => {
  let stranger: Stranger;
  beforeAll(() => {
    stranger = new Stranger();
    stranger.write('package.json', '{ "type": "module" }');
    for (const { path, code } of snippets) stranger.write(basename(path).replace(/ts$/, 'js'), toJavaScript(code));
  });
  afterAll(() => stranger.leave());

  it.each(programs)('prints what the page says: $path', ({ path, prints }) => {
    expect(stranger.run(basename(path).replace(/ts$/, 'js'))).toBe(prints);
  });

  it('is one of at least eight', () => {
    expect(programs.length).toBeGreaterThanOrEqual(8);
  });
});

describe('the table of names on the page about multiprocessing', () => {
  const rows = page.split('\n').filter((line) => line.startsWith('| '));
  const named = new Set(rows.flatMap((row) => namesIn(row.split(' | ')[0]!)));

  it.each(sections.filter((one) => one.startsWith('multiprocessing.')))('has %s', (section) => {
    expect(named).toContain(withoutModules(section));
  });
});

describe('the cases that restate Python’s documentation', () => {
  it('are at least 70, each with a name of its own', () => {
    expect(new Set(python.map(({ name }) => name)).size).toBe(python.length);
    expect(python.length).toBeGreaterThanOrEqual(70);
  });

  it('restate every method of Process, Pool, AsyncResult and Queue that there is here', () => {
    const restated = new Set<string>(python.map(({ section }) => section));
    const missing = sections.filter(
      (section) => /\.(Process|Pool|AsyncResult|Queue)(\.|$)/.test(section) && !restated.has(section),
    );
    expect(missing.filter((section) => !/authkey|cancel_join_thread|managers/.test(section))).toEqual([]);
  });
});

/** As any compiler would do it: Node has no `await using` yet. */
function toJavaScript(code: string): string {
  return ts.transpileModule(code, {
    compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext },
  }).outputText;
}

/** `Pool.close()` is a name with its class, and so is each in the brackets after a class's: `Pool` (`close`, `join`). */
function namesIn(cell: string): string[] {
  return [...cell.matchAll(/`([\w.]+)[^`]*`(?: \(([^)]*)\))?/g)].flatMap(([, name, members = '']) => {
    const whole = withoutModules(name!);
    return [whole, ...[...members.matchAll(/`(\w+)`/g)].map(([, member]) => `${whole}.${member}`)];
  });
}

/** Modules are written small: `multiprocessing.pool.Pool.close` is `Pool.close`. */
function withoutModules(name: string): string {
  const parts = name.split('.');
  const first = parts.findIndex((part) => /^[A-Z]/.test(part));
  return parts.slice(first < 0 ? -1 : first).join('.');
}
