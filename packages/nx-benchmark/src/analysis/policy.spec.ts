import { expect, test } from '@jest/globals';
import { alphaOfVariant, defaultPolicy, nextLook } from './policy';

test('few variants get one per cent each, many share five', () => {
  expect(alphaOfVariant(defaultPolicy, 1)).toBe(0.01);
  expect(alphaOfVariant(defaultPolicy, 5)).toBe(0.01);
  expect(alphaOfVariant(defaultPolicy, 60)).toBe(0.05 / 60);
});

test('the next look is the first one after the rounds there are', () => {
  expect(nextLook(defaultPolicy, 0)).toBe(6);
  expect(nextLook(defaultPolicy, 6)).toBe(8);
  expect(nextLook(defaultPolicy, 79)).toBe(80);
  expect(nextLook(defaultPolicy, 80)).toBeUndefined();
});
