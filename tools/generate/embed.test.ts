import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ManyHandsElement as Declared } from '../../public/many-hands';
import type { ManyHandsElement as Real } from '../../src/embed/element/element';
import { root } from '../prepare.mjs';

/** Does not compile where the declaration promises what the element has not. */
export const promised = (element: Real): Omit<Declared, 'addEventListener' | 'removeEventListener'> => element;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'manyhands-types-'));
  cpSync(join(root, 'public/many-hands.d.ts'), join(folder, 'many-hands.d.ts'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What TypeScript says of files in a folder of their own, with these packages. */
function compiled(name: string, files: Readonly<Record<string, string>>, packages: readonly string[]): string {
  const own = join(folder, name);
  mkdirSync(join(own, 'node_modules/@types'), { recursive: true });
  for (const one of packages) symlinkSync(join(root, 'node_modules', one), join(own, 'node_modules', one), 'dir');
  cpSync(join(folder, 'many-hands.d.ts'), join(own, 'many-hands.d.ts'));
  for (const [file, text] of Object.entries(files)) writeFileSync(join(own, file), text);
  const options = '--noEmit --strict --skipDefaultLibCheck --target es2022 --module preserve --jsx react-jsx';
  const libraries = ['--lib', 'es2022,dom,dom.iterable'];
  const all = [
    join(root, 'node_modules/typescript/bin/tsc'),
    ...options.split(' '),
    ...libraries,
    ...Object.keys(files),
  ];
  return spawnSync(process.execPath, all, { cwd: own, encoding: 'utf8' }).stdout;
}

describe('the types of the element', () => {
  it('serve a page without React', () => {
    const text = `import './many-hands';
const element = document.createElement('many-hands');
element.maxFiles = 3;
element.files = [new Blob(['a'])];
element.addEventListener('mh-done', ({ detail }) => detail.results.map((file: File) => file.name));
document.addEventListener('mh-error', ({ detail }) => detail.code.length);
export const { results } = await element.process([], { signal: AbortSignal.timeout(1) });
// @ts-expect-error: it can only be read
element.results = [];
// @ts-expect-error: there is no such event
element.addEventListener('mh-done', (event: MouseEvent) => event);
`;
    expect(compiled('plain', { 'page.ts': text }, [])).toBe('');
  });

  it('serve React', () => {
    const text = readFileSync(join(root, 'docs/examples/embed/react/main.tsx'), 'utf8');
    const packages = ['@types/react', '@types/react-dom', 'csstype'];
    const wrong = text.replace('maxFiles={3}', 'maxFiles="three"').replace('detail.done', 'detail.dome');
    const said = compiled('react', { 'main.tsx': text, 'wrong.tsx': wrong }, packages);
    expect(said).not.toContain('main.tsx');
    expect(said).not.toContain('many-hands.d.ts');
    expect(said).toContain("'string' is not assignable to type 'number");
    expect(said).toContain("'dome'");
  });
});

describe('the manifest', () => {
  it('names every attribute and event that the element has', () => {
    const { modules } = JSON.parse(readFileSync(join(root, 'public/custom-elements.json'), 'utf8'));
    const [element] = modules[0].declarations;
    const names = (list: { name: string }[]) => list.map(({ name }) => name);
    expect(element).toMatchObject({ tagName: 'many-hands', customElement: true });
    expect(names(element.attributes)).toEqual(expect.arrayContaining(['name', 'recipe', 'max-files', 'src']));
    expect(names(element.events)).toContain('mh-done');
  });
});
