import { ItemError } from '../core/errors';
import type { Geometry, GeometryMap, Size } from '../core/geometry/geometry';
import type { Header } from '../core/header/header';
import { operationOf, type AnyPixelOperation } from '../core/operations/index';
import type { Access, Chain, Plan, PlanInput, Step, StructuralOperation } from '../core/operations/operation';
import { random } from '../core/random';
import type { ItemLabels } from './api';
import { asItIs } from './as-it-is';
import * as labelWay from './label-way';

/** A step resolved for one image, and what follows it: one branch, or several where it fans out. */
export interface Branch {
  readonly operation: AnyPixelOperation;
  readonly plan: Plan;
  readonly geometry: Geometry;
  readonly access: Access;
  /** Empty where nothing follows. */
  readonly next: readonly Branch[];
}

export interface PlanStart {
  readonly path: string;
  readonly seed: number;
  readonly header: Header;
  /** Bounds every planned size too: what is made must fit as much as what is read. */
  readonly maxPixels: number;
  /** Of a file of which several frames are taken: which of them, as a member of a fan-out before all steps. */
  readonly frame?: number;
  /** Followed from step to step only as far as a step looks at them. */
  readonly labels?: ItemLabels | undefined;
}

/**
 * Plans every step, each from the size that the former left. Structural steps leave no branch of their own: what they
 * hold stands in their place. Every name of a member is in the `suffix` of the first plan after its fan-out.
 * @throws ItemError `step-failed`, `too-large`
 */
export async function planSteps(steps: readonly Step[], start: PlanStart): Promise<readonly Branch[]> {
  const { width, height } = start.header;
  const { frame } = start;
  const way: Way = {
    size: { width, height },
    header: start.header,
    labels: start.labels ? once(() => labelWay.start(start.header, start.labels!)) : null,
    members: frame === undefined ? [] : [`f${frame}`],
    suffix: frame === undefined ? null : `-f${frame}`,
  };
  return planFrom(listed(steps, '', null), way, start);
}

/** The steps still to plan, each with its path of indexes in the recipe: `2.0.1`. */
interface Ahead {
  readonly step: Step;
  readonly position: string;
  readonly then: Ahead | null;
}

function listed(steps: readonly Step[], under: string, then: Ahead | null): Ahead | null {
  return steps.reduceRight<Ahead | null>(
    (after, step, index) => ({ step, position: `${under}${index}`, then: after }),
    then,
  );
}

/** What the former steps left. */
interface Way {
  readonly size: Size;
  readonly header: Header;
  readonly members: readonly string[];
  /** Of the labels; null where the item has none. */
  readonly labels: (() => labelWay.LabelWay) | null;
  /** Of the members chosen since the last branch; null where none was. */
  readonly suffix: string | null;
}

async function planFrom(ahead: Ahead | null, way: Way, start: PlanStart): Promise<readonly Branch[]> {
  // A member without a step of its own is an output all the same.
  if (!ahead) return way.suffix === null ? [] : [unchanged(way.size, way.suffix)];
  const { step, position, then } = ahead;
  const operation = operationOf(step.op);
  if (!operation) throw new Error(`Expected a known operation, received "${step.op}": the recipe was not parsed.`);
  const { op: _, ...params } = step;
  const { size, header, members } = way;
  // The item, the members chosen at each fan-out, the step's position.
  const key = [start.path, members.join('/'), position].join('\n');
  const { labels } = way;
  const seen =
    labels && start.labels ? once(() => labelWay.seen(labels(), header.orientation, start.labels!)) : () => null;
  const input: PlanInput = {
    size,
    header,
    item: { path: start.path },
    random: random(start.seed, key),
    labels: seen,
    labelsAfter: (geometry) => {
      const here = seen();
      return here && labelWay.after(here, size, geometry);
    },
  };
  if (operation.kind === 'structure') {
    const chains = chainsOf(operation, input, params);
    const ways = chains.map(({ steps, suffix }, index) =>
      planFrom(
        listed(steps, `${position}.`, then),
        chains.length > 1
          ? { ...way, members: [...members, suffix ?? String(index)], suffix: (way.suffix ?? '') + (suffix ?? '') }
          : way,
        start,
      ),
    );
    return (await Promise.all(ways)).flat();
  }
  const plans = await operation.plan(input, params);
  return Promise.all(
    plans.map(async (made) => {
      const plan = way.suffix ? { ...made, suffix: way.suffix + (made.suffix ?? '') } : made;
      const geometry = operation.geometry(plan);
      bound(geometry.size, start.maxPixels, operation.title);
      const left = plan.orientation === undefined ? header : { ...header, orientation: plan.orientation };
      const chosen = plans.length > 1 ? [...members, made.suffix ?? ''] : members;
      const moved =
        labels && once(() => labelWay.step({ plan, geometry }, labels(), header.orientation, start.labels!));
      const on = { size: geometry.size, header: left, labels: moved, members: chosen, suffix: null };
      const next = await planFrom(then, on, start);
      return { operation, plan, geometry, access: operation.access(plan), next };
    }),
  );
}

/** Made when it is first asked for: most steps do not look at labels. */
function once<T extends object>(make: () => T): () => T {
  let made: T | null = null;
  return () => (made ??= make());
}

function unchanged(size: Size, suffix: string): Branch {
  const plan = { size, suffix };
  return { operation: asItIs, plan, geometry: asItIs.geometry(plan), access: asItIs.access(plan), next: [] };
}

/** No chain at all would lose the image in silence. */
function chainsOf(operation: StructuralOperation, input: PlanInput, params: Record<string, unknown>): readonly Chain[] {
  const chains = operation.expand(input, params);
  if (chains.length > 0) return chains;
  throw new Error(`Expected "${operation.id}" to give a chain, if an empty one.`);
}

function bound({ width, height }: Size, maxPixels: number, title: string): void {
  if (width * height <= maxPixels) return;
  throw new ItemError(
    'too-large',
    `"${title}" would make ${width} × ${height} px, more than the limit of ${Math.round(maxPixels) / 1e6} megapixels.`,
  );
}

/**
 * By how much decoding may shrink: 1, 2, 4 or 8, so that twice the size that the first scaling step asks for is left.
 * Every step up to it must take a shrunk image, and none may fan out.
 */
export function decodeShrink(branches: readonly Branch[]): number {
  const passed: Branch[] = [];
  for (let [branch, ...others] = branches; branch && others.length === 0; [branch, ...others] = branch.next) {
    passed.push(branch);
    if (!scales(branch)) continue;
    const { operation, plan, geometry } = branch;
    // Nearest takes single pixels of the whole image; an average of eight is none of them.
    if (operation.moves?.(plan)?.kernel === 'nearest') return 1;
    const scale = scaleOf(geometry.map);
    return [8, 4, 2].find((by) => by * 2 * scale <= 1 && passed.every((one) => accepts(one, by))) ?? 1;
  }
  return 1;
}

/** Whether the step makes the image larger or smaller: the first that does ends what decoding has shrunk. */
export function scales({ geometry }: Branch): boolean {
  return scaleOf(geometry.map) !== 1;
}

function accepts({ operation: { acceptsShrunk = false }, plan }: Branch, by: number): boolean {
  return typeof acceptsShrunk === 'function' ? acceptsShrunk(plan, by) : acceptsShrunk;
}

/** The larger of the two axes' scales; 1 for what only turns, mirrors or moves. */
function scaleOf(map: GeometryMap): number {
  if (map.kind !== 'affine') return 1;
  const [a, b, , d, e] = map.matrix;
  return Math.max(Math.sqrt(a * a + d * d), Math.sqrt(b * b + e * e));
}
