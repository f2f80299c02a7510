import { Event } from './event';
import { Queue } from './queue';
import { marked, type Receiver, type Wired } from './wired';
import { Value } from './value';

/** @returns the arguments as they go to the worker, and what of them has to move. Only whole arguments are looked at. */
export function wrapped(args: readonly unknown[], to: Receiver): [readonly unknown[], Transferable[]] {
  if (!args.some(isShared)) return [args, []];
  const moved: Transferable[] = [];
  return [args.map((arg) => (isShared(arg) ? arg.wire(to, moved) : arg)), moved];
}

/** @returns the arguments as the task gets them. */
export function unwrapped(args: readonly unknown[]): readonly unknown[] {
  return args.some(isWired) ? args.map((arg) => (isWired(arg) ? ofWire(arg) : arg)) : args;
}

function isShared(value: unknown): value is Queue<unknown> | Event | Value {
  return value instanceof Queue || value instanceof Event || value instanceof Value;
}

function isWired(value: unknown): value is Wired {
  return typeof value === 'object' && value !== null && marked in value;
}

function ofWire(wired: Wired): unknown {
  switch (wired[marked]) {
    case 'queue':
      return Queue.ofWire(wired);
    case 'event':
      return new Event(wired.cells);
    case 'value':
      return new Value(0, wired.cells);
  }
}
