import type { Case } from '../../harness';
import type { Section } from './sections';

/** What Python's documentation says, in our own words, as something that can fail. */
export interface PythonCase extends Case {
  /** The part of the documentation that it restates. */
  readonly section: Section;
  /** Why ours is otherwise; the case states what ours does. */
  readonly differs?: string;
}

/** A while in which a promise that could settle would. A slow machine makes it say yes, never no. */
const aWhileMs = 25;

export async function isPending(promise: Promise<unknown>): Promise<boolean> {
  const later = new Promise<boolean>((tell) => setTimeout(() => tell(true), aWhileMs));
  return Promise.race([
    promise.then(
      () => false,
      () => false,
    ),
    later,
  ]);
}

/** What a call throws, as a rejection. */
export async function thrownBy(call: () => unknown): Promise<never> {
  return (await call()) as never;
}

export function numbers(count: number): number[] {
  return Array.from({ length: count }, (_, i) => i);
}
