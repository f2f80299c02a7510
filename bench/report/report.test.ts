import { format } from 'prettier';
import { expect, test } from 'vitest';
import type { BenchResult } from '../result';
import { chart } from './chart';
import { figure } from './markdown';
import { chartPath, performancePath, reportFiles } from './page';

const spread = (median: number) => ({ min: median - 1, median, max: median + 1 });
const subject = (name: string, ms: number) => ({
  name,
  workers: 2,
  value: spread(ms),
  msPerImage: spread(ms),
  images: 48,
});

const result: BenchResult = {
  version: 1,
  machine: {
    cpu: 'Some CPU',
    cores: 2,
    memoryMB: 25_000,
    os: 'Debian',
    node: 'v20',
    chromium: '156',
    sharp: '0.35.5',
    libvips: '8.18',
  },
  seconds: { 'camera-jpeg': 610, 'pool-map-node': 600 },
  groups: [
    {
      name: 'camera-jpeg',
      summary: 'photographs',
      unit: 'ms/image',
      better: 'lower',
      subjects: [
        { ...subject('manyhands-auto', 10), ssim: 0.96 },
        { ...subject('sharp', 15), setting: 'concurrency 1' },
        { ...subject('canvas', 30), ssim: 0.94, void: true },
      ],
      absent: [{ name: 'opencv', workers: 2, isMissing: true, why: 'OpenCV is not installed' }],
      ratios: [
        { title: "sharp's time ÷ manyhands-auto's", value: 1.5, expected: { atLeast: 1.2 } },
        { title: "canvas's time ÷ manyhands-auto's", value: 1.4, expected: { atLeast: 2 }, void: 'canvas' },
        { title: "canvas's bytes ÷ manyhands-auto's", value: 1.4, expected: { atLeast: 1 }, void: 'canvas' },
        { title: 'an aside', value: 3, expected: {} },
      ],
    },
    {
      name: 'pool-map-node',
      summary: 'tasks',
      unit: 'tasks/s',
      better: 'higher',
      subjects: [{ name: 'comlink', workers: 2, value: { min: 80_000, median: 90_000.4, max: 100_000 } }],
    },
  ],
};

const regions = ['machine', 'goals', 'figures', 'pool figures'];
const empty = `# By hand\n\n${regions.map((name) => `<!-- ${name} -->\n\nold\n\n<!-- end of ${name} -->\n\nkept ${name}\n`).join('\n')}`;

test('the page has its places written anew, and the rest of it as it was', () => {
  const page = reportFiles(empty, result)[performancePath]!;
  expect(page).not.toContain('old');
  for (const name of regions) expect(page).toContain(`kept ${name}\n`);
  expect(page).toContain('Some CPU, 2 cores');
  expect(page).toContain('The run took 20 min.');
  expect(page).toMatch(/\| `camera-jpeg` \| sharp's time ÷ manyhands-auto's +\| ≥ 1\.2 \| +1\.50 \| met/);
  expect(page).toContain("| MISSED, canvas's figure is void |");
  expect(page).toContain('2 of 3 goals are met, 1 of them against a figure that is void.');
  expect(page).toContain('0.9400 void');
  expect(page).toContain('opencv × 2 is missing: OpenCV is not installed.');
  expect(page).toContain('An aside: 3.00.');
  expect(page).toContain('90,000 (80,000–100,000)');
  // Written once more, it stays as it is.
  expect(reportFiles(page, result)[performancePath]).toBe(page);
});

test('the page is as the formatter leaves it', async () => {
  const page = reportFiles(empty, result)[performancePath]!;
  expect(await format(page, { parser: 'markdown', printWidth: 120, singleQuote: true })).toBe(page);
});

test('figures of the pool stay as they are where the pool was not measured', () => {
  const page = reportFiles(empty, { ...result, groups: result.groups.slice(0, 1) })[performancePath]!;
  expect(page).toContain('<!-- pool figures -->\n\nold');
});

test('a page that lost a place for figures is an error', () => {
  expect(() => reportFiles('# By hand\n', result)).toThrow('Expected <!-- machine --> … <!-- end of machine -->');
});

test('the chart has a bar for each, as long as it is fast, and both colour schemes', () => {
  const drawn = reportFiles(empty, result)[chartPath]!;
  const lengths = Object.fromEntries(
    [
      ...drawn.matchAll(/class="name"[^>]*>([\w-]+)<\/text>\n<rect class="[\w ]+" x="170" y="\d+" width="([\d.]+)"/g),
    ].map(([, name, length]) => [name, Number(length)]),
  );
  expect(lengths['manyhands-auto']! / lengths['sharp']!).toBeCloseTo(1.5, 2);
  expect(lengths['canvas']! / lengths['sharp']!).toBeCloseTo(0.5, 2);
  expect(drawn).toContain('0.50 · 30.0 ms · void');
  expect(drawn).toContain('prefers-color-scheme: dark');
});

test('a group without sharp has no panel', () => {
  const [group] = result.groups;
  const without = { ...group!, subjects: group!.subjects.filter(({ name }) => name !== 'sharp') };
  expect(chart({ groups: [without] })).not.toContain('camera-jpeg');
});

test.each([
  [0.4, '0.40'],
  [-0.001, '0.00'],
  [36.24, '36.2'],
  [120_000.6, '120,001'],
])('%s is written as %s', (value, text) => {
  expect(figure(value)).toBe(text);
});
