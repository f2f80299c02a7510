import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { reportSchema } from '../src/core/dataset/report';
import type { Report } from '../src/core/dataset/report';
import { root } from '../tools/prepare.mjs';
import { temporaryFolder } from './visit';

export interface Driven {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Driving {
  readonly child: ChildProcess;
  readonly ended: Promise<Driven>;
  /** Resolves once stderr has a match. */
  readonly says: (what: RegExp) => Promise<void>;
}

/** Starts the headless driver as a person's shell would. It ends with the test. */
export function startDriver(args: readonly string[], env: NodeJS.ProcessEnv = {}): Driving {
  const child = spawn(process.execPath, [join(root, 'tools/headless.mjs'), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (piece) => (stdout += piece));
  child.stderr.on('data', (piece) => (stderr += piece));
  const ended = new Promise<Driven>((resolve) =>
    child.on('close', (code) => resolve({ code, stdout, stderr: withoutBuild(stderr) })),
  );
  const says = (what: RegExp) =>
    new Promise<void>((resolve, reject) => {
      const look = () => void (what.test(stderr) && resolve());
      child.stderr.on('data', look);
      child.on('close', () => reject(new Error(`Expected ${what} from the driver, it ended with ${stderr}`)));
      look();
    });
  return { child, ended, says };
}

/** Another run may have changed the sources meanwhile; that it is built again is not the driver's word. */
function withoutBuild(stderr: string): string {
  return stderr.replace(/^(?:Building …|script before first use.*)\n/gm, '');
}

export function drive(args: readonly string[], env?: NodeJS.ProcessEnv): Promise<Driven> {
  return startDriver(args, env).ended;
}

export interface Made extends Driven {
  readonly out: string;
  readonly report: Report;
  /** Paths under `out`, `report.json` not among them, sorted. */
  readonly files: readonly string[];
}

export interface MakeOptions {
  readonly recipe?: unknown;
  readonly flags?: readonly string[];
  readonly out?: string;
  readonly env?: NodeJS.ProcessEnv;
}

export const smallJpegs = {
  version: 1,
  steps: [{ op: 'resize', width: 64, height: 64 }],
  output: { format: 'jpeg', quality: 80 },
};

export function recipeFile(recipe: unknown = smallJpegs): string {
  const path = join(temporaryFolder(), 'recipe.json');
  writeFileSync(path, typeof recipe === 'string' ? recipe : JSON.stringify(recipe));
  return path;
}

/** Runs the driver to its good end, and holds its report to the schema and to what lies in the folder. */
export async function make(inputs: readonly string[], options: MakeOptions = {}): Promise<Made> {
  const out = options.out ?? join(temporaryFolder(), 'out');
  const given = ['--recipe', recipeFile(options.recipe), '--out', out, ...(options.flags ?? []), ...inputs];
  const driven = await drive(given, options.env);
  expect(driven.code, driven.stderr).toBe(0);
  expect(driven.stdout).toBe('');
  const report = reportSchema.parse(JSON.parse(readFileSync(join(out, 'report.json'), 'utf8')));
  const of = (status: string) => report.items.filter((item) => item.status === status).length;
  expect(report.counts).toEqual({ done: of('done'), skipped: of('skipped'), failed: of('failed') });
  const files = filesUnder(out).filter((path) => path !== 'report.json');
  for (const item of report.items) {
    expect([item.path, item.code === null, item.detail === null]).toEqual([
      item.path,
      ...Array(2).fill(item.status === 'done'),
    ]);
    for (const output of item.outputs)
      expect(readFileSync(join(out, output.path)).length, output.path).toBe(output.bytes);
  }
  return { ...driven, out, report, files };
}

export function filesUnder(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort();
}

/** A folder that the driver takes for the system's own of temporary files: what it leaves behind is seen there. */
export function ownTemporary(): { readonly folder: string; readonly profiles: () => string[] } {
  const folder = join(temporaryFolder(), 'tmp');
  mkdirSync(folder);
  return { folder, profiles: () => readdirSync(folder).filter((name) => name.startsWith('manyhands-')) };
}
