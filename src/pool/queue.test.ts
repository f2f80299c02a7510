import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Entry } from './entry';
import { TaskQueue } from './queue';
import { workers } from './tasks';

const tasks = workers<{ work(): void }>(() => {
  throw new Error('No worker starts here.');
});

function entryOf(priority: number, queue?: TaskQueue): Entry {
  const entry = new Entry(tasks.work, [], { priority }, (settled) => queue?.forget(settled));
  entry.result.catch(() => {});
  return entry;
}

describe('the queue of tasks', () => {
  it('gives the highest priority first, and within one the order in which they came', () => {
    const queue = new TaskQueue();
    const [a, b, c, d] = [entryOf(0), entryOf(2), entryOf(0), entryOf(2)];
    for (const entry of [a, b, c, d]) queue.push(entry);
    expect([queue.shift(), queue.shift(), queue.shift(), queue.shift(), queue.shift()]).toEqual([
      b,
      d,
      a,
      c,
      undefined,
    ]);
  });

  it('puts a task that is tried again before the others of its priority', () => {
    const queue = new TaskQueue();
    const [a, b, urgent] = [entryOf(0), entryOf(0), entryOf(1)];
    for (const entry of [a, b, urgent]) queue.push(entry);
    expect([queue.shift(), queue.shift()]).toEqual([urgent, a]);
    queue.pushFront(a);
    expect([queue.shift(), queue.shift()]).toEqual([a, b]);
  });

  it('neither counts nor gives a task that settled while it waited', () => {
    const queue = new TaskQueue();
    const all = [entryOf(0, queue), entryOf(0, queue), entryOf(0, queue)] as const;
    for (const entry of all) queue.push(entry);
    all[0].reject(new Error('aborted'));
    all[1].resolve(1);
    expect(queue.size).toBe(1);
    expect([...queue]).toEqual([all[2]]);
    expect([queue.shift(), queue.shift(), queue.size]).toEqual([all[2], undefined, 0]);
  });

  it('behaves as a sorted list would, whatever is done to it', () => {
    const step = fc.oneof(
      fc.record({ do: fc.constant('push' as const), priority: fc.integer({ min: -2, max: 2 }) }),
      fc.record({ do: fc.constant('again' as const), priority: fc.integer({ min: -2, max: 2 }) }),
      fc.record({ do: fc.constant('shift' as const), priority: fc.constant(0) }),
      fc.record({ do: fc.constant('settle' as const), priority: fc.nat(50) }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
        const queue = new TaskQueue();
        let model: Entry[] = [];
        for (const { do: what, priority } of steps) {
          if (what === 'push' || what === 'again') {
            const entry = entryOf(priority, queue);
            const at = model.findIndex(
              (other) => other.priority < priority || (what === 'again' && other.priority === priority),
            );
            model.splice(at < 0 ? model.length : at, 0, entry);
            if (what === 'push') queue.push(entry);
            else queue.pushFront(entry);
          } else if (what === 'shift') {
            expect(queue.shift()).toBe(model.shift());
          } else if (model[priority]) {
            const settled = model[priority];
            settled.resolve(null);
            model = model.filter((entry) => entry !== settled);
          }
          expect(queue.size).toBe(model.length);
          expect(queue.peek()).toBe(model[0]);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('takes and gives a hundred thousand tasks in order', () => {
    const queue = new TaskQueue();
    const all = Array.from({ length: 100_000 }, () => entryOf(0));
    for (const entry of all) queue.push(entry);
    expect(all.every((entry) => queue.shift() === entry)).toBe(true);
    expect(queue.size).toBe(0);
  });
});
