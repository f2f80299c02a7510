// The worker's side of the cases: tasks that behave, and tasks that die in every way they can.
import type { Event, Queue, Value } from '../../src/pool';
import { currentProcess } from '../../src/pool/identity';
import { retire, serve } from '../../src/pool/serve';

import type { Lot } from './chaos/fates';

const isNode = typeof process === 'object';
/** How this worker is to misbehave: its name on the web, its argument in Node. */
const variant = isNode ? (process.argv[2] ?? '') : self.name;
const never = () => new Promise<never>(() => {});

if (variant === 'no-locks') Object.defineProperty(navigator, 'locks', { value: undefined });
if (variant === 'throws-at-start') throw new Error('the module threw');
if (variant === 'ends-at-start') end();
if (variant === 'ends-when-idle') {
  const port = isNode ? process.getBuiltinModule('node:worker_threads').parentPort! : self;
  const post = port.postMessage.bind(port) as (...message: unknown[]) => void;
  // With its first answer the pool knows that it has started.
  Object.assign(port, { postMessage: (...message: unknown[]) => (post(...message), setTimeout(end, 5)) });
}

function end(): void {
  if (isNode) process.exit(0);
  else self.close();
}

let calls = 0;
let kept: ArrayBuffer | null = null;
let prepared: unknown = null;
const id = Math.random();

export const echo = (value: unknown) => value;
export const add = (a: number, b: number) => a + b;
export const double = (n: number) => 2 * n;
/** Which worker this is, and how often it was asked. */
export const who = (_?: unknown) => ({ id, calls: ++calls, variant, prepared });
export const prepare = (value: unknown) => {
  prepared = value;
};

/** Says that it runs, then waits until it is let go; the thread stays free. */
export async function hold(gate: Int32Array, value: unknown = null): Promise<unknown> {
  Atomics.add(gate, 0, 1);
  while (Atomics.load(gate, 1) === 0) await new Promise((go) => setTimeout(go, 1));
  return value;
}

export const waits = (gate: Int32Array) => hold(gate);

/** Says that it runs, then blocks its thread until it is let go. */
export function block(gate: Int32Array, value: unknown = null): unknown {
  Atomics.add(gate, 0, 1);
  Atomics.wait(gate, 1, 0);
  return value;
}

export function spin(gate: Int32Array): never {
  Atomics.add(gate, 0, 1);
  for (;;);
}

export const hang = () => never();

export const kinds = {
  error: () => new RangeError('out of bounds', { cause: new TypeError('the deeper one', { cause: 'a text' }) }),
  coded: () => Object.assign(new Error('with a code'), { code: 'too-large' }),
  text: () => 'just a text',
  nothing: () => undefined,
  symbol: () => Symbol('odd'),
  huge: () => new Error('x'.repeat(1_000_000)),
  hostile: () =>
    Object.defineProperty(new Error('never seen'), 'message', {
      get: () => {
        throw new Error('a getter');
      },
    }),
};

export function throws(kind: keyof typeof kinds): never {
  throw kinds[kind]();
}
export const rejects = async (message: string) => Promise.reject(new Error(message));
export const returnsFunction = () => ({ inner: () => 1 });
export const allocates = () => new ArrayBuffer(Number.MAX_SAFE_INTEGER).byteLength;

/** Fills the heap until the engine ends the worker. */
export function exhausts(): number {
  const all: unknown[] = [];
  for (;;) all.push(new Array(100_000).fill(all.length + 0.5));
}

export async function dies(): Promise<never> {
  end();
  return never();
}

/** Dies the first `times` times, then gives how often it was tried. */
export async function diesFirst(tries: Int32Array, times: number, _bytes?: unknown): Promise<number> {
  const tried = Atomics.add(tries, 0, 1) + 1;
  if (tried <= times) await dies();
  return tried;
}

/** Says that it runs, and dies when it is let go. */
export async function diesWhenLet(gate: Int32Array): Promise<never> {
  await hold(gate);
  return dies();
}

/** What a member of a chunk does; `runs` counts, at its place, how often it was run. */
export interface Deed {
  readonly runs: Int32Array;
  readonly at: number;
  readonly deed?: 'dies' | 'dies-later' | 'throws' | 'spins' | 'hangs' | 'returns-function' | 'retires' | 'waits';
}

export function does({ runs, at, deed }: Deed): unknown {
  Atomics.add(runs, at, 1);
  switch (deed) {
    case 'dies':
      return dies();
    case 'dies-later':
      return new Promise((go) => setTimeout(go, 20)).then(dies);
    case 'throws':
      throw new Error(`thrown by ${at}`);
    case 'spins':
      for (;;);
    case 'hangs':
      return never();
    case 'returns-function':
      return () => at;
    case 'retires':
      retire();
      return at;
    case 'waits':
      return new Promise((go) => setTimeout(() => go(at), 20));
    default:
      return at;
  }
}

/** What is in store for a task of the chaos. */
export async function suffers(lot: Lot, tries: Int32Array | null, extra: unknown): Promise<unknown> {
  const value = 2 * lot.n;
  switch (lot.fate) {
    case 'waits':
      return new Promise((go) => setTimeout(() => go(value), 1 + (lot.n % 20)));
    case 'throws':
      return throws('coded');
    case 'allocates':
      return allocates();
    case 'dies':
      if (lot.n % 2 === 0) await new Promise((go) => setTimeout(go, lot.n % 10));
      return dies();
    case 'dies-first':
      if (Atomics.add(tries!, 0, 1) < lot.deaths) return dies();
      return value;
    case 'hangs':
      return never();
    case 'spins':
      for (;;);
    case 'retires':
      retire();
      return value;
    case 'returns-function':
      return () => value;
    case 'fresh':
    case 'given':
      if ((extra as ArrayBuffer).byteLength !== lot.n % 1000) throw new Error('The bytes did not come whole.');
      return value;
    default:
      return value;
  }
}

export const suffersOne = ({ lot, extra }: { readonly lot: Lot; readonly extra: unknown }) => suffers(lot, null, extra);

export const identity = () => currentProcess();
/** Of what can move and never be copied. */
export const takesPort = (port: MessagePort) => port instanceof MessagePort;

export function retires(): number {
  retire();
  return id;
}

export const byteLength = (bytes: ArrayBuffer) => bytes.byteLength;

export function makes(bytes: number) {
  kept = new ArrayBuffer(bytes);
  return { deep: [{ bytes: kept }], view: new Uint8Array(kept) };
}
/** What is left here of what `makes` gave away. */
export const keptBytes = () => kept?.byteLength;

export function shares() {
  const memory = new WebAssembly.Memory({ initial: 1 });
  const whole = new Uint8Array(memory.buffer);
  whole[7] = 7;
  const shared = new Int32Array(new SharedArrayBuffer(8));
  Object.assign(globalThis, { kept: { memory, shared } });
  return { whole, part: whole.subarray(0, 8), shared };
}

// What Python's documentation is restated with.
export const list = (...values: unknown[]) => values;
export const counts = (cells: Int32Array) => Atomics.add(cells, 0, 1);
export const whoHas = (_item: number) => id;
export const hangs = (_item: number) => never();
export const setsEvent = (event: Event) => event.set();
export const waitsForEvent = (event: Event, timeoutMs: number) => event.wait(timeoutMs);
export const says = (port: MessagePort, value: unknown) => port.postMessage(value);
export const negates = (array: Float64Array) => array.forEach((value, i) => (array[i] = -value));

export async function countsOrHolds(item: { gate: Int32Array; holds: boolean; n: number }): Promise<number> {
  if (item.holds) await hold(item.gate);
  else counts(item.gate);
  return item.n;
}

export function doubleOrThrows(n: number): number {
  if (n < 0) throw new RangeError(`${n} is below 0`);
  return 2 * n;
}

export async function holdFinally(gate: Int32Array): Promise<void> {
  try {
    await hold(gate);
  } finally {
    Atomics.store(gate, 1, 1);
  }
}

export async function holdsAndTells(gate: Int32Array) {
  await hold(gate);
  return currentProcess();
}

export async function puts(queue: Queue<unknown>, values: readonly unknown[]): Promise<void> {
  for (const value of values) await queue.put(value);
}

export async function putsThenHolds(queue: Queue<number>, gate: Int32Array): Promise<void> {
  await queue.put(1);
  await hold(gate);
}

export async function gets(queue: Queue<unknown>, count: number, isNow = false): Promise<unknown[]> {
  const got: unknown[] = [];
  while (got.length < count) got.push(await (isNow ? queue.getNowait() : queue.get()));
  return got;
}

export async function holdsThenGets(gate: Int32Array, queue: Queue<unknown>): Promise<unknown> {
  await hold(gate);
  return queue.get();
}

export function countsAndGets(cells: Int32Array, queue: Queue<unknown>): Promise<unknown> {
  counts(cells);
  return queue.get();
}

/** Once it has counted, it waits. */
export function countsAndWaits(cells: Int32Array, event: Event): Promise<boolean> {
  const waiting = event.wait();
  counts(cells);
  return waiting;
}

/** Takes what comes until as many as `left` has counted were taken, by whomever. */
export async function takesUntilNone(queue: Queue<number>, left: Value): Promise<number[]> {
  const taken: number[] = [];
  while (left.add(-1) > 0) taken.push(await queue.get());
  left.add(1);
  return taken;
}

export function setsValue(value: Value, to: number): number {
  const before = value.value;
  value.value = to;
  return before;
}

export function addsToValue(value: Value, times: number): void {
  for (let i = 0; i < times; i++) value.add(1);
}

serve({
  echo,
  add,
  double,
  who,
  prepare,
  hold,
  waits,
  block,
  spin,
  hang,
  throws,
  rejects,
  returnsFunction,
  allocates,
  exhausts,
  dies,
  diesFirst,
  diesWhenLet,
  does,
  suffers,
  suffersOne,
  identity,
  takesPort,
  retires,
  byteLength,
  makes,
  keptBytes,
  shares,
  list,
  counts,
  whoHas,
  hangs,
  setsEvent,
  waitsForEvent,
  says,
  negates,
  countsOrHolds,
  doubleOrThrows,
  holdFinally,
  holdsAndTells,
  puts,
  putsThenHolds,
  gets,
  holdsThenGets,
  countsAndGets,
  countsAndWaits,
  takesUntilNone,
  setsValue,
  addsToValue,
});
