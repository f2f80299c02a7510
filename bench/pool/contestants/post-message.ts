import type { Contestant, Thread } from '../contestant';
import { dealt } from '../dealt';

type Settle = (data: never) => void;

/** The floor: a worker's answers come in the order of the messages, so no message needs a number. */
export const postMessage: Contestant = (world, { workers, atOnce }) => {
  const threads = Array.from({ length: workers }, () => asking(world.thread('post-message')));
  return {
    nothing: () => threads[0]!.ask(null, []),
    increments: (numbers) => dealt(numbers, workers, atOnce, (n, at) => threads[at]!.ask<number>(n, [])),
    back: (buffers) => dealt(buffers, workers, atOnce, (buffer, at) => threads[at]!.ask<ArrayBuffer>(buffer, [buffer])),
    end: () => Promise.all(threads.map(({ end }) => end())),
  };
};

function asking({ endpoint, onMessage, end }: Thread) {
  let waiting: Settle[] = [];
  let first = 0;
  onMessage((data) => {
    waiting[first++]!(data as never);
    if (first < waiting.length) return;
    waiting = [];
    first = 0;
  });
  return {
    ask: <R>(message: unknown, transfer: Transferable[]) => {
      endpoint.postMessage(message, transfer);
      return new Promise<R>((settle) => waiting.push(settle));
    },
    end,
  };
}
