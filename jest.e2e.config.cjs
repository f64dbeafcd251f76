/** @type {import('jest').Config} */
module.exports = {
  ...require('./jest.config.cjs'),
  roots: ['<rootDir>/packages/nx-benchmark/test'],
  testMatch: ['**/*.e2e.ts'],
  // A cold run makes an image and downloads packages; the benchmarks themselves are measured alone.
  testTimeout: 600_000,
  maxWorkers: 1,
  // They take minutes: which test does, and which one came before a failure, is worth a line.
  verbose: true,
};
