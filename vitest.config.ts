import { configDefaults, defineConfig } from 'vitest/config';
import { kernels } from './vite-kernels.ts';

/** They measure memory, the page's own thread or time: nothing runs beside them. */
const measuring = ['memory', 'many', 'bench', 'start'].map((name) => `e2e/${name}.test.ts`);
const long = '**/*.long.test.ts';

const inBrowsers = {
  environment: 'node',
  globalSetup: 'e2e/setup.ts',
  // A page on a busy machine answers a key later than in vitest's one second.
  expect: { poll: { timeout: 30_000 } },
} as const;

// Four suites: `unit` in Node in seconds; `e2e` in real Chromium on the built page, two files side by side, since most of
// them wait for a browser most of the time; `alone` is what of those measures; `long` is what takes longer than
// `npm test` may (`npm run test:long`).
export default defineConfig({
  test: {
    projects: [
      {
        plugins: [kernels()],
        test: {
          name: 'unit',
          environment: 'node',
          // More than cores: many wait for threads and processes of their own.
          maxWorkers: 3,
          include: ['src/**/*.test.{ts,tsx}', 'tools/**/*.test.ts', 'bench/**/*.test.ts'],
          exclude: [...configDefaults.exclude, long],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        plugins: [kernels()],
        test: {
          ...inBrowsers,
          name: 'e2e',
          include: ['e2e/**/*.test.ts'],
          exclude: [...configDefaults.exclude, long, ...measuring],
          maxWorkers: 2,
          testTimeout: 180_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        plugins: [kernels()],
        test: {
          ...inBrowsers,
          name: 'alone',
          include: measuring,
          fileParallelism: false,
          testTimeout: 180_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 2 },
        },
      },
      {
        plugins: [kernels()],
        test: {
          ...inBrowsers,
          name: 'long',
          include: ['{src,e2e,tools}/**/*.long.test.ts'],
          fileParallelism: false,
          testTimeout: 3_600_000,
          hookTimeout: 600_000,
          sequence: { groupOrder: 3 },
        },
      },
    ],
  },
});
