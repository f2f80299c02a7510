import { operationOf } from '../../core/operations/index';
import type { Step } from '../../core/operations/operation';
import { nestedKeys } from '../../core/recipe/nested';

/** A step on the page; `id` stays with it when it moves. */
export interface DraftStep {
  readonly id: string;
  /** Without the steps that it holds. */
  readonly step: Step;
  /** The steps that it holds, by the parameter that holds them. */
  readonly inner: Readonly<Record<string, readonly DraftStep[]>>;
}

let made = 0;

/** A step with an id of its own, and so the steps that it holds. */
export function draftOf(step: Step): DraftStep {
  const operation = operationOf(step.op);
  const keys = operation ? nestedKeys(operation.params) : [];
  const own = Object.entries(step).filter(([key]) => !keys.includes(key));
  // A list of steps, as the recipe was parsed; an example may leave it out.
  const inner = keys.map((key) => [key, ((step[key] ?? []) as readonly Step[]).map(draftOf)]);
  return { id: `s${++made}`, step: Object.fromEntries(own) as Step, inner: Object.fromEntries(inner) };
}

/** The step as a recipe has it. */
export function plainOf({ step, inner }: DraftStep): Step {
  return { ...step, ...Object.fromEntries(Object.entries(inner).map(([key, steps]) => [key, steps.map(plainOf)])) };
}

/** The steps with `change` made to every list of steps, the inner ones first. What stays is the very same object. */
export function everyList(
  steps: readonly DraftStep[],
  change: (list: readonly DraftStep[]) => readonly DraftStep[],
): readonly DraftStep[] {
  return change(steps.map((one) => withInner(one, (list) => everyList(list, change))));
}

function withInner(one: DraftStep, change: (list: readonly DraftStep[]) => readonly DraftStep[]): DraftStep {
  const lists = Object.entries(one.inner);
  const changed = lists.map(([key, list]) => [key, change(list)] as const);
  const isSame = changed.every(([key, list]) => {
    const former = one.inner[key] ?? [];
    return list.length === former.length && list.every((step, at) => step === former[at]);
  });
  return isSame ? one : { ...one, inner: Object.fromEntries(changed) };
}

/** The steps from the outermost to the one of this id; empty where there is none. */
export function trailTo(steps: readonly DraftStep[], id: string | null): readonly DraftStep[] {
  for (const one of steps) {
    if (one.id === id) return [one];
    const below = Object.values(one.inner).map((list) => trailTo(list, id));
    const found = below.find((trail) => trail.length > 0);
    if (found) return [one, ...found];
  }
  return [];
}

/** The list that the step of this id stands in; empty where there is none. */
export function listOf(steps: readonly DraftStep[], id: string): readonly DraftStep[] {
  const above = trailTo(steps, id).at(-2);
  const lists = above ? Object.values(above.inner) : [steps];
  return lists.find((list) => list.some((one) => one.id === id)) ?? [];
}

/** The deepest step that a path of the recipe names, as in `steps[0].steps[1].angle`, and the key behind it. */
export function namedBy(steps: readonly DraftStep[], path: string): { step: DraftStep | null; key: string | null } {
  const [, list, index, rest = ''] = /^(\w+)\[(\d+)\](?:\.(.*))?$/.exec(path) ?? [];
  const step = list === 'steps' ? steps[Number(index)] : undefined;
  if (!step) return { step: null, key: null };
  const held = Object.keys(step.inner).find((key) => rest.startsWith(`${key}[`));
  const below = held === undefined ? null : namedBy(step.inner[held] ?? [], `steps${rest.slice(held.length)}`);
  return below?.step ? below : { step, key: /^[\w-]+/.exec(rest)?.[0] ?? null };
}
