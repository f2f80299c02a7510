import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Call } from './call';
import { Chunk } from './chunk';
import { Entry } from './entry';
import { TaskQueue } from './queue';
import { workers } from './tasks';

const tasks = workers<{ work(): void }>(() => {
  throw new Error('No worker starts here.');
});

function chunkOf(priority: number, queue?: TaskQueue, tasksInIt = 1): Chunk {
  const call = new Call(tasks.work, { priority }, null);
  const settled = (index: number) => queue?.forget(entries[index]!);
  const entries = Array.from(
    { length: tasksInIt },
    (_, i) => new Entry(call, [], { resolved: settled, rejected: settled }, i),
  );
  return new Chunk(call, entries);
}

function settle(chunk: Chunk): void {
  for (const entry of chunk.entries) entry.resolve(null);
}

describe('the queue of tasks', () => {
  it('gives the highest priority first, and within one the order in which they came', () => {
    const queue = new TaskQueue();
    const [a, b, c, d] = [chunkOf(0), chunkOf(2), chunkOf(0), chunkOf(2)];
    for (const chunk of [a, b, c, d]) queue.push(chunk);
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
    const [a, b, urgent] = [chunkOf(0), chunkOf(0), chunkOf(1)];
    for (const chunk of [a, b, urgent]) queue.push(chunk);
    expect([queue.shift(), queue.shift()]).toEqual([urgent, a]);
    queue.pushFront(a);
    expect([queue.shift(), queue.shift()]).toEqual([a, b]);
  });

  it('neither counts nor gives a task that settled while it waited', () => {
    const queue = new TaskQueue();
    const all = [chunkOf(0, queue), chunkOf(0, queue), chunkOf(0, queue)] as const;
    for (const chunk of all) queue.push(chunk);
    settle(all[0]);
    settle(all[1]);
    expect(queue.size).toBe(1);
    expect([...queue]).toEqual([all[2]]);
    expect([queue.shift(), queue.shift(), queue.size]).toEqual([all[2], undefined, 0]);
  });

  it('counts the tasks of a chunk that wait, and gives the chunk while one of them does', () => {
    const queue = new TaskQueue();
    const chunk = chunkOf(0, queue, 3);
    queue.push(chunk);
    chunk.entries[0]!.resolve(1);
    chunk.entries[1]!.reject(new Error('aborted'));
    expect([queue.size, queue.peek()]).toEqual([1, chunk]);
    expect([queue.shift(), queue.size]).toEqual([chunk, 0]);
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
        let model: Chunk[] = [];
        for (const { do: what, priority } of steps) {
          if (what === 'push' || what === 'again') {
            const chunk = chunkOf(priority, queue);
            const at = model.findIndex(
              (other) => other.priority < priority || (what === 'again' && other.priority === priority),
            );
            model.splice(at < 0 ? model.length : at, 0, chunk);
            if (what === 'push') queue.push(chunk);
            else queue.pushFront(chunk);
          } else if (what === 'shift') {
            expect(queue.shift()).toBe(model.shift());
          } else if (model[priority]) {
            const settled = model[priority];
            settle(settled);
            model = model.filter((chunk) => chunk !== settled);
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
    const all = Array.from({ length: 100_000 }, () => chunkOf(0));
    for (const chunk of all) queue.push(chunk);
    expect(all.every((chunk) => queue.shift() === chunk)).toBe(true);
    expect(queue.size).toBe(0);
  });
});
