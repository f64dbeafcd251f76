import { expect, test } from '@jest/globals';
import { nearestName } from './nearest-name';

const NAMES = ['core', 'tracing', 'tracer', 'vendor'];

test.each([
  ['tracng', 'tracing'],
  ['cor', 'core'],
  ['Vendor', 'vendor'],
  ['tracig', 'tracing'],
  ['flask', null],
  ['', null],
])('%j is meant to be %j', (name, meant) => {
  expect(nearestName(name, NAMES)).toBe(meant);
});
