import { defineConfig } from 'vitest/config';

const unit = [
  'shared/**/*.test.ts',
  'functions/**/*.test.ts',
  'infra/**/*.test.ts',
  'iot/**/*.test.ts',
  'scripts/**/*.test.ts',
  'test/rules/**/*.test.ts',
  'web/**/*.test.ts',
];

export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 2,
    // Patience, no claims: machines that run these tests are busy, and hooks start whole servers.
    testTimeout: 60_000,
    hookTimeout: 200_000,
    // CommonJS packages come in as Node hands them over, here as in the product.
    deps: { interopDefault: false },
    projects: [
      { extends: true, test: { name: 'unit', include: unit } },
      {
        extends: true,
        test: {
          name: 'acceptance',
          include: ['test/acceptance/**/*.test.ts'],
          // Some start servers themselves, after a power cut.
          testTimeout: 200_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          globalSetup: ['test/browser/build.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'deploy',
          include: ['test/deploy/**/*.test.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'chaos',
          include: ['test/chaos/**/*.test.ts'],
          testTimeout: 900_000,
        },
      },
    ],
  },
});
