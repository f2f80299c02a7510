import { track, within } from './children';
import { PoolError } from './errors';
import type { Slot } from './slot';

/** Lists a pool's worker among Python's active children, until it is gone. */
export function trackWorker(slot: Slot): void {
  const untrack = track({
    name: slot.name,
    pid: slot.pid,
    get isAlive() {
      return slot.why === null;
    },
    terminate: () => slot.terminate(new PoolError('aborted', 'The worker was ended from outside its pool.')),
    join: (timeoutMs) => within(slot.ended, timeoutMs),
  });
  void slot.gone.then(untrack);
}
