import type { Child, OnEnd } from './child';

let count = 0;

/** A Web Worker. `close()` inside raises no event: a lock that it holds for life is freed, and that is noticed. */
export function webChild(worker: Worker, onEnd: OnEnd): Child {
  // Locks are shared by all pages of an origin, and `crypto.randomUUID` is missing where a page is not secure.
  const lock = `pool-${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}-${++count}`;
  const watch = new AbortController();
  let tellsDeath = false;

  const onError = (event: Event) => {
    event.preventDefault();
    const told = event instanceof ErrorEvent && event.message;
    onEnd('start-failed', told || 'its script could not be loaded');
  };
  const onUnread = () => onEnd('worker-crashed', 'It sent a message that could not be read.');

  // Before the module answers, `error` means that its script cannot be run; later errors are a task's own.
  worker.addEventListener('error', onError);
  worker.addEventListener('messageerror', onUnread);

  return {
    endpoint: worker,
    lock,
    get tellsDeath() {
      return tellsDeath;
    },
    started(holdsLock) {
      worker.removeEventListener('error', onError);
      if (!holdsLock) return;
      tellsDeath = true;
      navigator.locks
        .request(lock, { signal: watch.signal }, () => onEnd('worker-crashed', 'It ended by itself.'))
        .catch(() => {
          // Aborted, since the worker was ended from here; or refused, and then nobody tells.
          tellsDeath = false;
        });
    },
    await() {
      // A page goes on until it is left, and then its workers go with it.
    },
    async terminate() {
      watch.abort();
      worker.removeEventListener('error', onError);
      worker.removeEventListener('messageerror', onUnread);
      worker.terminate();
      // Also one that was still starting: it may have taken its lock by now.
      await freed(lock);
    },
  };
}

/** Longer than a browser takes to free what an ended worker held (1 to 13 ms were measured), however busy it is. */
const freedMs = 5_000;

/** `terminate` returns before the worker has ended. Its lock is free once it has; nothing waits for ever for that. */
async function freed(lock: string): Promise<void> {
  if (!navigator.locks) return;
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), freedMs);
  await navigator.locks.request(lock, { signal: late.signal }, () => {}).catch(() => {});
  clearTimeout(timer);
}
