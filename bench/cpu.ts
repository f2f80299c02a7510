import { readdirSync } from 'node:fs';
import { readProc } from './processes';

/** What processes have computed so far, in ms, all their threads: by the scheduler's own count, in nanoseconds. */
export function cpuMsOf(pids: readonly number[]): number {
  return (
    pids.flatMap(threadsOf).reduce((sum, thread) => sum + Number(readProc(`${thread}/schedstat`).split(' ')[0]), 0) /
    1e6
  );
}

/** None of a process that has ended meanwhile. */
function threadsOf(pid: number): string[] {
  try {
    return readdirSync(`/proc/${pid}/task`).map((thread) => `${pid}/task/${thread}`);
  } catch {
    return [];
  }
}
