import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from './prepare.mjs';
import { Stranger } from './stranger';

let stranger: Stranger;

beforeAll(() => {
  stranger = new Stranger();
});

afterAll(() => stranger.leave());

describe('the script in the README', () => {
  it('runs two sleeps one after the other, and two at once, by the name of the package', () => {
    const [tasks, sleeps, printed] = blocksOf('README.md', "## Python's multiprocessing, alone");
    // A sleep of 2 s instead of half a one: both workers start within it on a busy machine too.
    stranger.write('tasks.mjs', tasks!.replace('500', '2000'));
    stranger.write('sleeps.mjs', sleeps!);
    expect(stranger.run('sleeps.mjs')).toBe(printed);
  });

  it('has ten lines', () => {
    const [, sleeps] = blocksOf('README.md', "## Python's multiprocessing, alone");
    expect(sleeps!.split('\n').filter(Boolean)).toHaveLength(10);
  });
});

const tasks = `
import { serve } from 'manyhands/pool';
export const double = (n: number) => 2 * n;
export const slow = async (ms: number) => new Promise<string>((done) => setTimeout(done, ms, 'late'));
serve({ double, slow });
`;

const page = (specifier: string, worker: string) => `
${worker === 'node' ? "import { Worker } from 'node:worker_threads';" : ''}
import { cpuCount, Pool, PoolError, Process, RemoteError, workers } from 'manyhands/pool';

const tasks = workers<typeof import('${specifier}')>(() => new Worker(new URL('./tasks.js', import.meta.url)${
  worker === 'node' ? '' : ", { type: 'module' }"
}));
const pool = new Pool(tasks, { processes: cpuCount() });
export const numbers: number[] = await pool.map(tasks.double, [1, 2]);
export const text: string = await pool.apply(tasks.slow, [5]);
const p = new Process({ target: tasks.double, args: [1] });
export const value: number | undefined = (await p.join())?.value;
export const codeOf = (error: unknown) =>
  error instanceof PoolError || error instanceof RemoteError ? error.code : undefined;
// @ts-expect-error: a text is no number
void pool.map(tasks.double, ['1']);
// @ts-expect-error: a function of the page is no task
void pool.map((n: number) => 2 * n, [1]);
// @ts-expect-error: the module has no such task
void tasks.triple;
`;

describe('the types of the library', () => {
  it.each([
    ['a page, by a bundler', 'bundler', 'web', { module: 'ESNext', lib: ['ES2023', 'DOM'], skipLibCheck: false }],
    ['a page, by Node’s resolution', 'nodenext', 'web', { lib: ['ES2023', 'DOM'], skipLibCheck: false }],
    ['a script in Node, by its resolution', 'nodenext', 'node', { lib: ['ES2023'], skipLibCheck: true }],
    ['a script in Node, by a bundler', 'bundler', 'node', { module: 'ESNext', lib: ['ES2023'], skipLibCheck: true }],
  ])('hold what %s passes and gets', (_, moduleResolution, world, options) => {
    const at = `${moduleResolution}-${world}`;
    stranger.write(`${at}/package.json`, '{ "type": "module" }');
    stranger.write(`${at}/tasks.ts`, tasks);
    stranger.write(`${at}/main.ts`, page(moduleResolution === 'nodenext' ? './tasks.js' : './tasks', world));
    const compilerOptions = {
      target: 'ES2022',
      module: 'NodeNext',
      moduleResolution,
      strict: true,
      noEmit: true,
      types: world === 'node' ? ['node'] : [],
      ...options,
    };
    stranger.write(`${at}/tsconfig.json`, JSON.stringify({ compilerOptions, include: ['*.ts'] }));
    stranger.run(join(root, 'node_modules/typescript/bin/tsc'), ['-p', at]);
  });
});

/** The code blocks under a heading of a page. */
function blocksOf(path: string, heading: string): string[] {
  const [, section = ''] = readFileSync(join(root, path), 'utf8').split(`${heading}\n`);
  return [...section.split(/\n## /)[0]!.matchAll(/^```\w*\n(.*?)^```$/gms)].map(([, code]) => code!);
}
