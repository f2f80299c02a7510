import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { features, tableOf } from '../../e2e/engines/features';
import { measuredBrowsers } from './measured-browsers';

const page = readFileSync(join(import.meta.dirname, '../../docs/browsers.md'), 'utf8');

/** The page with another table, as the suite of every engine writes it. */
function measuring(lacks: Readonly<Record<string, readonly string[]>>): string {
  const columns = new Map(
    (['Chromium', 'Firefox', 'WebKit'] as const).map((name) => [
      name,
      { version: '1', column: Object.fromEntries(features.map((one) => [one.name, !lacks[name]?.includes(one.name)])) },
    ]),
  );
  return `<!-- matrix: begin -->\n\n${tableOf(columns)}\n\n<!-- matrix: end -->`;
}

it('what a browser was measured to have is what docs/formats.md says of it', () => {
  expect(measuredBrowsers(measuring({}))).toEqual({ full: 'all', writingWebp: 'yes' });
  expect(measuredBrowsers(measuring({ WebKit: ['Writes WebP by canvas'] }))).toEqual({
    full: 'all',
    writingWebp: 'in Chromium and Firefox',
  });
  expect(measuredBrowsers(measuring({ Firefox: ['SIMD in WebAssembly'] })).full).toBe('in Chromium and WebKit');
});

it('the table that was measured has what is asked of it', () => {
  expect(measuredBrowsers(page)).toEqual({ full: 'all', writingWebp: 'in Chromium and Firefox' });
  expect(() => measuredBrowsers('no table')).toThrow('Expected a table');
  expect(() => measuredBrowsers(page.replace('SIMD in', 'SIMD of'))).toThrow('“SIMD in WebAssembly”');
});
