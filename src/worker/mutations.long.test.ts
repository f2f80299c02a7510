import { expect, it } from 'vitest';
import { fatesOfMutations } from './testing/mutations';
import { nodeVips } from './testing/node-vips';

const count = 20_000;
const seed = Number(process.env['FUZZ_SEED'] ?? Math.floor(Math.random() * 2 ** 31));

it('twenty thousand damaged files, of every format, end each as done or with a code', async () => {
  const vips = await nodeVips(['heif', 'jxl', 'resvg']);
  const fates = await fatesOfMutations(vips, {
    count,
    seed,
    onTold: (sofar, meanMs) => console.info(`FUZZ_SEED=${seed}: ${listed(sofar)}; ms a file: ${listed(meanMs)}`),
  });
  console.info(`FUZZ_SEED=${seed}, in all: ${listed(fates)}`);
  expect([...fates.values()].reduce((sum, many) => sum + many, 0)).toBe(count);
});

function listed(counts: ReadonlyMap<string, number>): string {
  return Array.from(counts, ([what, many]) => `${what} ${Math.round(many * 10) / 10}`).join(', ');
}
