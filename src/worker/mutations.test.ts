import { expect, it } from 'vitest';
import { fatesOfMutations } from './testing/mutations';
import { nodeVips } from './testing/node-vips';

it('a thousand damaged files, of every format, end each as done or with a code', async () => {
  const vips = await nodeVips(['heif', 'jxl', 'resvg']);
  const fates = new Map<string, number>();
  await fatesOfMutations(vips, { from: 0, to: 1000, seed: 8 }, ({ fate }) =>
    fates.set(fate, (fates.get(fate) ?? 0) + 1),
  );
  console.info(Object.fromEntries(fates));
  expect([...fates.values()].reduce((sum, count) => sum + count, 0)).toBe(1000);
  expect(fates.size).toBeGreaterThan(3);
});
