// The cases in a page: the test calls `runCase(name)`.
import { cases } from './cases';
import { chaos } from './chaos/run';
import { runCase, type Variant, type World } from './harness';

const web: World = {
  name: 'web',
  make(variant: Variant) {
    if (variant === 'missing') return new Worker('./not-there.js', { type: 'module' });
    if (variant === 'syntax-error') return new Worker('./broken.js', { type: 'module' });
    return new Worker(new URL('./tasks.ts', import.meta.url), { type: 'module', name: variant });
  },
  async alive() {
    const { held = [], pending = [] } = await navigator.locks.query();
    return [...held, ...pending].filter(({ name }) => name?.startsWith('pool-')).length;
  },
  garble: (worker) => (worker as Worker).dispatchEvent(new MessageEvent('messageerror')),
};

Object.assign(window, {
  runCase: (name: string) =>
    runCase(
      cases.find((one) => one.name === name)!,
      web,
    ),
  /** @returns the account, and the lines to print. */
  async runChaos(tasks: number, seed: number) {
    const account = await chaos(web, { tasks, seed });
    return { ...account, line: String(account), isClean: account.isClean };
  },
});
