import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { headersOf } from '../../../src/pwa/policy.mjs';
import { root } from '../../../tools/prepare.mjs';
import { serve } from '../../../tools/serve.mjs';
import { picture } from '../../pictures';
import { temporaryFolder } from '../../visit';
import { chosen, visitor } from '../start';

/** libvips reads, works and writes. */
const byLibvips = {
  version: 1,
  steps: [{ op: 'brightness', factor: 1.2 }],
  output: { format: 'png' },
  decode: 'exact',
  encode: 'exact',
};
/** Our kernels alone. */
const byKernels = { version: 1, steps: [{ op: 'resize', width: 16, height: 16 }], output: { format: 'jpeg' } };

/** One image on the built page, whose files of one kind go without a source of script. @returns what became of it. */
async function outcome(recipe: object, { without, in: kind }: { without: string; in: RegExp }): Promise<string> {
  const { url, close } = await serve(join(root, 'dist'), {
    headers: (path: string) => {
      const headers = headersOf(path);
      const policy = headers['Content-Security-Policy'];
      return policy && kind.test(path)
        ? { ...headers, 'Content-Security-Policy': policy.replaceAll(` ${without}`, '') }
        : headers;
    },
  });
  onTestFinished(close);
  const person = await visitor();
  await person.open(url);
  await person.loadRecipe(recipe);
  await person.pick(await picture(join(temporaryFolder(), 'one.png')));
  await person.hasRows(1);
  await person.click('Run');
  await person.sees(
    `document.querySelector('main[data-state=done]') ?? document.querySelector('.dock-trouble')`,
    'the end of the run',
  );
  const row = `document.querySelector('.row[data-outcome]')?.dataset.outcome ?? document.querySelector('.dock-trouble').innerText`;
  return person.engine.evaluate(row);
}

test(`${chosen}: the policy of the site lets both engines run`, async () => {
  const nothing = { without: 'nothing', in: /./ };
  expect(await outcome(byLibvips, nothing)).toBe('done');
  expect(await outcome(byKernels, nothing)).toBe('done');
});

test(`${chosen}: no more is allowed than is needed: libvips needs 'unsafe-eval' in its workers`, async () => {
  expect(await outcome(byLibvips, { without: "'unsafe-eval'", in: /^engine\// })).not.toBe('done');
});

// WebKit compiles wasm under any policy that lets scripts in.
test.skipIf(chosen === 'WebKit')(
  `${chosen}: no more is allowed than is needed: wasm is compiled on the page`,
  async () => {
    expect(await outcome(byLibvips, { without: "'wasm-unsafe-eval'", in: /^$/ })).not.toBe('done');
  },
);
