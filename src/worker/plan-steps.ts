import { ItemError } from '../core/errors';
import type { Geometry, GeometryMap, Size } from '../core/geometry/geometry';
import type { Header } from '../core/header/header';
import { operationOf, type AnyOperation } from '../core/operations/index';
import type { Access, Plan, Step } from '../core/operations/operation';
import { random } from '../core/random';

/** A step resolved for one image, and what follows it: one branch, or several where it fans out. */
export interface Branch {
  readonly operation: AnyOperation;
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
}

/** Plans every step, each from the size that the former left. @throws ItemError `step-failed`, `too-large` */
export async function planSteps(steps: readonly Step[], start: PlanStart): Promise<readonly Branch[]> {
  const { width, height } = start.header;
  return planFrom(steps, 0, { width, height }, start.header, [], start);
}

async function planFrom(
  steps: readonly Step[],
  index: number,
  size: Size,
  header: Header,
  members: readonly string[],
  start: PlanStart,
): Promise<readonly Branch[]> {
  const step = steps[index];
  if (!step) return [];
  const operation = operationOf(step.op);
  if (!operation) throw new Error(`Expected a known operation, received "${step.op}": the recipe was not parsed.`);
  const { op: _, ...params } = step;
  // The item, the members chosen at each fan-out, the step's position.
  const key = [start.path, members.join('/'), String(index)].join('\n');
  const input = { size, header, item: { path: start.path }, random: random(start.seed, key) };
  const plans = await operation.plan(input, params);
  return Promise.all(
    plans.map(async (plan) => {
      const geometry = operation.geometry(plan);
      bound(geometry.size, start.maxPixels, operation.title);
      const left = plan.orientation === undefined ? header : { ...header, orientation: plan.orientation };
      const chosen = plans.length > 1 ? [...members, plan.suffix ?? ''] : members;
      const next = await planFrom(steps, index + 1, geometry.size, left, chosen, start);
      return { operation, plan, geometry, access: operation.access(plan), next };
    }),
  );
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
