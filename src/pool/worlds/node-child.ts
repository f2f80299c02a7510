import { after } from '../after';
import type { Child, NodeWorker, OnEnd, ToExit } from './child';
import { nodeEndpoint } from './node-endpoint';

/** How long a thread that runs nothing may take to end by itself. */
const politeMs = 1000;

/** A worker of Node's `worker_threads`: its `exit` tells of every death, the `error` before it says why. */
export function nodeChild(worker: NodeWorker, onEnd: OnEnd): Child {
  let hasStarted = false;
  let why = '';
  let exited!: () => void;
  const exit = new Promise<void>((settle) => (exited = settle));

  // An `error` that nobody listens to would end the whole program.
  worker.on('error', (error: unknown) => {
    why = error instanceof Error ? error.message : String(error);
  });
  worker.on('messageerror', () => onEnd('worker-crashed', 'It sent a message that could not be read.'));
  const onExit = () => {
    exited();
    if (hasStarted) onEnd('worker-crashed', why ? `It ended by an error: ${why}` : 'It ended by itself.');
    else onEnd('start-failed', why || 'it ended before it answered');
  };
  worker.on('exit', onExit);
  // Handed over too late for its `exit`. Nobody is told before they have the child.
  if (worker.threadId === -1) queueMicrotask(onExit);

  return {
    endpoint: nodeEndpoint(worker),
    lock: null,
    tellsDeath: true,
    started() {
      hasStarted = true;
    },
    await(isAwaited) {
      if (isAwaited) worker.ref();
      else worker.unref();
    },
    async terminate(isIdle) {
      worker.ref();
      if (isIdle && hasStarted) {
        // What a thread has printed is on its way for a while; only its own end waits for that.
        worker.postMessage({ isToExit: true } satisfies ToExit);
        await new Promise<void>((settle) => {
          const inTime = after(politeMs, settle);
          void exit.then(() => (inTime(), settle()));
        });
      }
      await Promise.all([worker.terminate(), exit]);
    },
  };
}
