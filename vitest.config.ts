import { defineConfig } from 'vitest/config';

/**
 * unit: source files in line, no Electron, no build. flow: the built command line. app: the built app in a real Electron.
 */
export default defineConfig({
  test: {
    // By default a core is left out, which on two cores is half of them.
    maxWorkers: '100%',
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/{models,electron,renderer,golden}/**/*.test.{ts,tsx}'],
          testTimeout: 60_000,
          css: true,
        },
      },
      {
        test: {
          name: 'flow',
          include: ['test/flow/**/*.test.ts'],
          testTimeout: 300_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
      {
        test: {
          name: 'app',
          include: ['test/app/**/*.test.ts'],
          testTimeout: 300_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
