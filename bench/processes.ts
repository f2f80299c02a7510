import { readdirSync, readFileSync } from 'node:fs';

/** The process that was started with this text among its arguments, and is no child of another such. */
export function processWith(argument: string): number {
  const found = processes().filter(({ pid }) => argumentsOf(pid).includes(argument));
  const pids = new Set(found.map(({ pid }) => pid));
  const root = found.find(({ parent }) => !pids.has(parent));
  if (!root) throw new Error(`Expected a process with the argument ${argument}, found none.`);
  return root.pid;
}

/** A process and all its descendants. */
export function treeOf(root: number): number[] {
  const all = processes();
  const tree = [root];
  for (const pid of tree) tree.push(...all.filter(({ parent }) => parent === pid).map((child) => child.pid));
  return tree;
}

/** Those of a browser's processes that run pages. Chromium's rewrite their arguments as one. */
export function renderersOf(root: number): number[] {
  return treeOf(root).filter((pid) => argumentsOf(pid).join(' ').includes('--type=renderer'));
}

/** Empty for a process that has ended meanwhile. */
export function argumentsOf(pid: number): string[] {
  return readProc(`${pid}/cmdline`).split('\0');
}

/** A file below `/proc` (`man 5 proc`); empty for a process that has ended meanwhile. */
export function readProc(path: string): string {
  try {
    return readFileSync(`/proc/${path}`, 'utf8');
  } catch {
    return '';
  }
}

function processes(): { pid: number; parent: number }[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  // The name in brackets may hold anything; the state and the parent follow its last bracket.
  return pids.map((pid) => ({
    pid: Number(pid),
    parent: Number(readProc(`${pid}/stat`).split(') ').at(-1)?.split(' ')[1]),
  }));
}
