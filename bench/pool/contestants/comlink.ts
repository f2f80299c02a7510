import * as Comlink from 'comlink';
import type { Contestant } from '../contestant';
import { dealt } from '../dealt';

type Served = typeof import('../tasks');

/** One proxy per worker, tasks dealt out in turn: comlink has no pool. */
export const comlink: Contestant = (world, { workers, atOnce }) => {
  const threads = Array.from({ length: workers }, () => world.thread('comlink'));
  const remotes = threads.map(({ endpoint }) => {
    const remote = Comlink.wrap<Served>(endpoint);
    // Asked for once: each look at a remote makes another proxy.
    return { nothing: remote.nothing, increment: remote.increment, checked: remote.checked };
  });
  const [first] = remotes;
  return {
    nothing: () => first!.nothing(),
    increments: (numbers) => dealt(numbers, workers, atOnce, (n, at) => remotes[at]!.increment(n)),
    back: (buffers) =>
      dealt(buffers, workers, atOnce, (buffer, at) => remotes[at]!.checked(Comlink.transfer(buffer, [buffer]))),
    end: () => Promise.all(threads.map((thread) => thread.end())),
  };
};
