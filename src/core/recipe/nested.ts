import type { AnyOperation } from '../operations/index';
import { operationOf } from '../operations/index';
import type { Params, Step } from '../operations/operation';
import { unwrapped } from './fields';
import { mismatch, type Path, type Problem } from './problem';

/** The parameters that hold steps, as `steps()` of the operations' params.ts declares them. */
export function nestedKeys({ shape }: Params): readonly string[] {
  return Object.keys(shape).filter((key) => unwrapped(shape[key]!).meta['holds'] === 'steps');
}

/** A step with `change` made to each list of steps that it holds. */
export function withNested(step: Step, change: (steps: readonly Step[]) => readonly Step[]): Step {
  const operation = operationOf(step.op);
  if (!operation) return step;
  const keys = nestedKeys(operation.params).filter((key) => Array.isArray(step[key]));
  // Lists of steps, by their schema.
  const changed = keys.map((key) => [key, change(step[key] as readonly Step[])]);
  return keys.length === 0 ? step : { ...step, ...(Object.fromEntries(changed) as object) };
}

/** Levels of steps in steps, the recipe's own among them. */
export const mostDepth = 8;

/** What one image may come to: outputs, and steps to be planned for all of them. */
export const mostOutputs = 1000;
const mostRuns = 100_000;

/**
 * Where a parsed recipe's steps come to more for one image than any worker should make, or null. What operations with
 * pixels fan out to depends on the image, and is theirs to bound.
 */
export function tooMany(steps: readonly Step[]): Problem | null {
  const { outputs, runs, most } = load(steps, ['steps']);
  if (outputs > mostOutputs)
    return mismatch(most, `and what it holds to make ${mostOutputs} outputs of an image at most`, outputs);
  if (runs > mostRuns)
    return mismatch(['steps'], `to come to ${mostRuns} steps for an image at most, copies counted`, runs);
  return null;
}

interface Load {
  readonly outputs: number;
  readonly runs: number;
  /** The step where the outputs become too many, the last that was counted; the list where none does. */
  readonly most: Path;
}

function load(steps: readonly Step[], path: Path): Load {
  let outputs = 1;
  let runs = 0;
  for (const [index, step] of steps.entries()) {
    const at = [...path, index];
    const { operation, params } = read(step);
    if (operation?.kind !== 'structure') {
      runs += outputs;
      continue;
    }
    const inner = nestedKeys(operation.params).map((key) => load(step[key] as readonly Step[], [...at, key]));
    const heavy = inner.find((one) => one.outputs > mostOutputs);
    if (heavy) return heavy;
    const chains = operation.chains(params);
    runs += outputs * chains * Math.max(1, ...inner.map((one) => one.runs));
    outputs *= chains * Math.max(1, ...inner.map((one) => one.outputs));
    if (outputs > mostOutputs) return { outputs, runs, most: at };
  }
  return { outputs, runs, most: path };
}

function read(step: Step): { operation: AnyOperation | undefined; params: Record<string, unknown> } {
  const { op, ...params } = step;
  return { operation: operationOf(op), params };
}
