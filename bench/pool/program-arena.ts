import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cpuMsOf } from '../cpu';
import type { Arena, ContestantName } from './arena';
import type { Answer, Request } from './node/request';

/** A contestant in a Node process of its own. */
export function openProgramArena(program: string, name: ContestantName): Arena {
  // As an infinite number is not in JSON.
  const child = fork(program, [name], { serialization: 'advanced', stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  return {
    async open(wish) {
      await asked(child, { do: 'open', wish });
    },
    async measure(measure, count) {
      const { figure } = await asked(child, { do: 'measure', measure, count });
      if (figure === undefined) throw new Error(`Expected a figure of ${name}, received none.`);
      return figure;
    },
    cpuMs: () => cpuMsOf([child.pid!]),
    async close() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
}

/** @throws Error that the program answers, or for one that ends before it answers. */
async function asked(child: ChildProcess, request: Request): Promise<Answer> {
  const given = new AbortController();
  const { signal } = given;
  try {
    const answer = once(child, 'message', { signal });
    const exit = once(child, 'exit', { signal }).then(([code]) => {
      throw new Error(`${child.spawnargs.join(' ')} ended with ${code}.`);
    });
    exit.catch(() => {});
    child.send(request);
    const [told] = (await Promise.race([answer, exit])) as [Answer];
    if (told.error !== undefined) throw new Error(told.error);
    return told;
  } finally {
    given.abort();
  }
}
