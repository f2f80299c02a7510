import type { Random } from '../../src/core/random';
import { mutated } from './mutate';

/** Good recipes, of which damaged ones are made. */
const good: readonly unknown[] = [
  {
    version: 1,
    seed: 3,
    steps: [{ op: 'auto-orient' }, { op: 'letterbox', width: 48, height: 48, fill: '#727272' }],
    output: { format: 'jpeg', quality: 90, keep: 'none', background: '#ffffff', name: '{dir}/{stem}{suffix}.{ext}' },
    decode: 'auto',
    encode: 'auto',
  },
  {
    version: 1,
    steps: [
      { op: 'repeat', copies: 2, steps: [{ op: 'random-crop', width: 8, height: 8, ratio: [0.5, 2] }] },
      { op: 'random-apply', p: 0.5, steps: [{ op: 'brightness', factor: [0.5, 1.5] }] },
    ],
    output: { format: 'png', compression: 1 },
    decode: 'exact',
    encode: 'exact',
  },
  {
    version: 1,
    steps: [
      { op: 'resize', scale: 0.5, kernel: 'cubic' },
      { op: 'rotate', angle: 90 },
      { op: 'pad', left: 3, right: 1 },
    ],
    labels: { read: 'auto', write: 'same', clip: true },
    output: { format: 'webp', lossless: true, keep: 'icc' },
  },
];

const odd: readonly unknown[] = [
  null, true, '', 'x', '__proto__', 0, -1, 0.5, 1e9, 1e300, -0, [], {}, [[]], [1, 2], [2, 1], '#12', '{dir}', '../x',
  { __proto__: null, constructor: 1 }, '\u0000', '𝕏'.repeat(50),
]; // prettier-ignore

/** The text of a damaged recipe: half of them are still JSON, with another value or key somewhere. */
export function mutatedRecipe(random: Random): string {
  const pick = <T>(list: readonly T[]): T => list[random.integer(0, list.length - 1)]!;
  const recipe = structuredClone(pick(good));
  if (random.next() < 0.5)
    return mutated(
      Buffer.from(JSON.stringify(recipe, null, 1)),
      random,
      Buffer.from(JSON.stringify(pick(good))),
    ).toString();
  const nodes: Record<string, unknown>[] = [];
  const walk = (value: unknown) => {
    if (typeof value !== 'object' || value === null) return;
    nodes.push(value as Record<string, unknown>); // An array's indexes are keys as well.
    Object.values(value).forEach(walk);
  };
  walk(recipe);
  // Most odd values are refused; other numbers are where a recipe that is taken goes wrong.
  const onlyNumbers = random.next() < 0.5;
  for (let count = random.integer(1, onlyNumbers ? 9 : 3); count > 0; count--) {
    const node = pick(nodes);
    const key = pick([...Object.keys(node), 'extra']);
    const value = node[key];
    if (onlyNumbers) {
      if (typeof value !== 'number' || key === 'version') continue;
      const next = value * pick([0.1, 0.5, 2, 5, 40]);
      node[key] = Number.isInteger(value) ? Math.round(next) : next;
      continue;
    }
    const what = random.next();
    if (what < 0.2) delete node[key];
    else if (what < 0.3) {
      // An assignment would set the prototype itself.
      const name = pick(['__proto__', 'constructor', 'toString', 'steps']);
      Object.defineProperty(node, name, { value: pick(odd), enumerable: true, configurable: true, writable: true });
    } else if (what < 0.5 && typeof node[key] === 'number')
      node[key] = (node[key] as number) * pick([-1, 0.1, 1.5, 10, 1e6]);
    else node[key] = structuredClone(random.next() < 0.5 ? pick(odd) : pick(nodes.slice(1)));
  }
  return JSON.stringify(recipe);
}
