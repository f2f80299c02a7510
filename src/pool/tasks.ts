import type { NodeWorker } from './worlds/child';

/** What a worker serves: functions by name. `never[]` lets any arguments in; the types of a reference hold them. */
export type TaskModule = object;

/**
 * Makes one worker: a Web Worker, in Node one of `worker_threads`. `needs` names what the task at hand wants loaded
 * before it starts; empty most of the time.
 */
export type WorkerFactory = (needs: readonly string[]) => Worker | NodeWorker;

const brand = Symbol('task');

/** A function of a worker's module, by name, with its types. It can be passed to a `Process` or a `Pool`, not called. */
export interface TaskRef<A extends readonly unknown[] = readonly unknown[], R = unknown> {
  readonly [brand]: { readonly args: A; readonly result: R } | true;
  readonly taskName: string;
  readonly module: Tasks<TaskModule>;
  readonly factory: WorkerFactory;
}

/** The functions of module `M` as references: `typeof import('./tasks')`. */
export type Tasks<M extends TaskModule> = {
  readonly [K in keyof M]: M[K] extends (...args: infer A) => infer R ? TaskRef<A, Awaited<R>> : never;
};

const factories = new WeakMap<object, WorkerFactory>();

/**
 * Names the functions that workers made by `factory` serve. No worker starts here.
 *
 * @example
 * const tasks = workers<typeof import('./tasks')>(() => new Worker(new URL('./tasks.ts', import.meta.url), { type: 'module' }));
 */
export function workers<M extends TaskModule>(factory: WorkerFactory): Tasks<M> {
  const refs = new Map<string, TaskRef>();
  const module: Tasks<M> = new Proxy(Object.create(null) as Tasks<M>, {
    get(_, name) {
      if (typeof name !== 'string') return undefined;
      let ref = refs.get(name);
      if (!ref) refs.set(name, (ref = { [brand]: true, taskName: name, module, factory }));
      return ref;
    },
  });
  factories.set(module, factory);
  return module;
}

/** @throws TypeError for anything that is no reference: a function of the page cannot run in a worker. */
export function assertTask(target: unknown): asserts target is TaskRef {
  if (typeof target === 'object' && target !== null && brand in target) return;
  const got =
    typeof target === 'function' ? `the function \`${target.name || 'anonymous'}\` of this page` : String(target);
  throw new TypeError(`Expected a task of a worker's module, as \`workers()\` names them, received ${got}.`);
}

/** @throws TypeError for anything that `workers()` did not make. */
export function factoryOf(module: object): WorkerFactory {
  const factory = factories.get(module);
  if (!factory) throw new TypeError('Expected the tasks that `workers()` returned.');
  return factory;
}
