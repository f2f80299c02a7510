import { configDefaults, defineConfig } from 'vitest/config';
import { kernels } from './vite-kernels.ts';

// Three suites: `unit` in Node in seconds; `e2e` in real Chromium on the built page, one at a time on whatever cores
// there are; `long` is what takes longer than `npm test` may (`npm run test:long`).
export default defineConfig({
  test: {
    projects: [
      {
        plugins: [kernels()],
        test: {
          name: 'unit',
          environment: 'node',
          include: ['src/**/*.test.{ts,tsx}', 'tools/**/*.test.ts', 'bench/**/*.test.ts'],
          exclude: [...configDefaults.exclude, '**/*.long.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        plugins: [kernels()],
        test: {
          name: 'e2e',
          environment: 'node',
          include: ['e2e/**/*.test.ts'],
          exclude: [...configDefaults.exclude, '**/*.long.test.ts'],
          globalSetup: ['e2e/setup.ts'],
          fileParallelism: false,
          testTimeout: 180_000,
          hookTimeout: 120_000,
        },
      },
      {
        plugins: [kernels()],
        test: {
          name: 'long',
          environment: 'node',
          include: ['{src,e2e,tools}/**/*.long.test.ts'],
          globalSetup: ['e2e/setup.ts'],
          fileParallelism: false,
          testTimeout: 3_600_000,
          hookTimeout: 600_000,
        },
      },
    ],
  },
});
