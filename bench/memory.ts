import { readdirSync, readFileSync, writeFileSync } from 'node:fs';

const kilobyte = 1024 / 1e6;

/** Forgets the peak of a process, so that the next one is that of the work to come (`man 5 proc`, clear_refs 5). */
export function resetPeakOfProcess(pid: number): void {
  writeFileSync(`/proc/${pid}/clear_refs`, '5');
}

/** The resident set of one process at its peak, in megabytes, as the kernel kept it. */
export function peakOfProcess(pid: number): number {
  return field(readFileSync(`/proc/${pid}/status`, 'utf8'), 'VmHWM') * kilobyte;
}

/**
 * The peak of a process and all its descendants while `work` runs, in megabytes: each page of memory is shared out
 * among those that map it (Pss). The kernel keeps no peak of that, so it is sampled.
 */
export async function peakOfTree(root: number, work: () => Promise<unknown>, everyMs = 50): Promise<number> {
  let peak = sharedOut(root);
  const timer = setInterval(() => (peak = Math.max(peak, sharedOut(root))), everyMs);
  try {
    await work();
  } finally {
    clearInterval(timer);
  }
  return Math.max(peak, sharedOut(root)) * kilobyte;
}

/** The process that was started with this text among its arguments, and is no child of another such. */
export function processWith(argument: string): number {
  const found = processes().filter(({ pid }) => read(`/proc/${pid}/cmdline`).split('\0').includes(argument));
  const pids = new Set(found.map(({ pid }) => pid));
  const root = found.find(({ parent }) => !pids.has(parent));
  if (!root) throw new Error(`Expected a process with the argument ${argument}, found none.`);
  return root.pid;
}

function sharedOut(root: number): number {
  const all = processes();
  const tree = [root];
  for (const pid of tree) tree.push(...all.filter(({ parent }) => parent === pid).map((child) => child.pid));
  return tree.reduce((sum, pid) => sum + field(read(`/proc/${pid}/smaps_rollup`), 'Pss'), 0);
}

function processes(): { pid: number; parent: number }[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  // The name in brackets may hold anything; the state and the parent follow its last bracket.
  return pids.map((pid) => ({
    pid: Number(pid),
    parent: Number(read(`/proc/${pid}/stat`).split(') ').at(-1)?.split(' ')[1]),
  }));
}

/** Empty for a process that has ended meanwhile. */
function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

/** A line's number, in kilobytes of 1024; 0 where there is none. */
function field(text: string, name: string): number {
  return Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(text)?.[1] ?? 0);
}
