import { readFileSync, writeFileSync } from 'node:fs';
import { readProc, treeOf } from './processes';

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

function sharedOut(root: number): number {
  return treeOf(root).reduce((sum, pid) => sum + field(readProc(`${pid}/smaps_rollup`), 'Pss'), 0);
}

/** A line's number, in kilobytes of 1024; 0 where there is none. */
function field(text: string, name: string): number {
  return Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(text)?.[1] ?? 0);
}
