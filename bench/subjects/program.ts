import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { peakOfProcess, peakOfTree, resetPeakOfProcess } from '../memory';
import { treeOf } from '../processes';
import { tinyImage } from './tiny';
import { MissingPeer, type Assignment, type BenchInput, type Copy, type RunningSubject } from './subject';

/** A peer outside the browser: a program that takes one JSON request a line on stdin, and answers with one a line. */
export interface Program {
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** It has processes of its own, whose memory counts. */
  readonly forks?: boolean;
}

/**
 * `start` answers when the first output is there, `load` when the inputs are in memory, `round` with its milliseconds,
 * `write` when `0`, `1` … lie in `folder`: the outputs of the first input, then those of the second. A program that
 * lacks its library answers `start` with `missing`, one that has it with `version`.
 */
type Request =
  | { readonly do: 'start'; readonly task: string; readonly workers: number; readonly input: BenchInput }
  | { readonly do: 'load'; readonly inputs: readonly BenchInput[] }
  | { readonly do: 'round'; readonly setting: string; readonly repeats: number }
  | { readonly do: 'write'; readonly setting: string; readonly folder: string };

interface Answer {
  readonly ms?: number;
  readonly version?: string;
  readonly missing?: string;
  readonly error?: string;
}

/** Of the tiny image. */
const whole = { width: 16, height: 16 };
const unchanged: Copy = { window: { left: 0, top: 0, ...whole }, isMirrored: false, brightness: 1 };

export async function openProgram(
  { command, args, env = {}, forks = false }: Program,
  workers: number,
  { task, inputs, copies, folder }: Assignment,
): Promise<RunningSubject> {
  const tiny = join(folder, 'tiny');
  writeFileSync(tiny, await tinyImage());
  const began = performance.now();
  const child = spawn(command, args, { env: { ...process.env, ...env }, stdio: ['pipe', 'pipe', 'pipe'] });
  const ask = asker(child);
  try {
    const { missing, version = null } = await ask({
      do: 'start',
      task,
      workers,
      input: {
        path: tiny,
        ...whole,
        ...(copies > 1 ? { copies: Array.from({ length: copies }, () => unchanged) } : {}),
      },
    });
    if (missing !== undefined) throw new MissingPeer(missing);
    const startMs = performance.now() - began;
    await ask({ do: 'load', inputs });
    return {
      startMs,
      version,
      async round(setting, repeats) {
        const { ms } = await ask({ do: 'round', setting, repeats });
        if (ms === undefined) throw new Error(`Expected milliseconds from ${command}, received none.`);
        return ms;
      },
      async outputs(setting) {
        await ask({ do: 'write', setting, folder });
        return inputs.map((_, index) =>
          Array.from({ length: copies }, (_, copy) => readFileSync(join(folder, String(index * copies + copy)))),
        );
      },
      async peakMB(work) {
        if (forks) return peakOfTree(child.pid!, work);
        resetPeakOfProcess(child.pid!);
        await work();
        return peakOfProcess(child.pid!);
      },
      close: () => ended(child),
    };
  } catch (error) {
    await ended(child);
    throw error;
  }
}

/** Sends one request at a time and waits for its answer; a program that ends before it is an error with its last words. */
function asker(child: ChildProcessWithoutNullStreams): (request: Request) => Promise<Answer> {
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(-2000)));
  const lines = createInterface({ input: child.stdout });
  let settle: { resolve: (answer: Answer) => void; reject: (error: Error) => void } | null = null;
  let over: Error | null = null;
  const end = (why: string) => {
    over ??= new Error(`${child.spawnfile} ${why}. ${said.trim()}`.trim());
    settle?.reject(over);
  };
  child.on('error', (error: NodeJS.ErrnoException) => {
    over = error.code === 'ENOENT' ? new MissingPeer(`${child.spawnfile} is not installed`) : error;
    settle?.reject(over);
  });
  child.on('close', (code) => end(`ended with ${code}`));
  // A program that is gone cannot be written to; its end is told above.
  child.stdin.on('error', () => {});
  lines.on('line', (line) => settle?.resolve(JSON.parse(line) as Answer));
  return async (request) => {
    if (over) throw over;
    const answer = await new Promise<Answer>((resolve, reject) => {
      settle = { resolve, reject };
      child.stdin.write(`${JSON.stringify(request)}\n`);
    });
    if (answer.error !== undefined) throw new Error(answer.error);
    return answer;
  };
}

/** With whatever it has started: processes of a pool would wait for their parent for ever. */
async function ended(child: ChildProcessWithoutNullStreams): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const closed = new Promise((resolve) => child.once('close', resolve));
  for (const pid of treeOf(child.pid)) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It ended meanwhile.
    }
  }
  await closed;
}
