/** @type {import('jest').Config} */
module.exports = {
  roots: ['<rootDir>/packages/nx-benchmark/src', '<rootDir>/packages/nx-benchmark/test'],
  testMatch: ['**/*.spec.ts'],
  testEnvironment: 'node',
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } },
    ],
  },
};
