import { expect, it } from 'vitest';
import { fatesOfMutations } from './testing/mutations';
import { nodeVips } from './testing/node-vips';

it('twenty thousand damaged files, of every format, end each as done or with a code', async () => {
  const vips = await nodeVips(['heif', 'jxl', 'resvg']);
  const fates = await fatesOfMutations(vips, 20_000, Math.floor(Math.random() * 2 ** 31));
  console.info(Object.fromEntries(fates));
  expect([...fates.values()].reduce((sum, count) => sum + count, 0)).toBe(20_000);
});
