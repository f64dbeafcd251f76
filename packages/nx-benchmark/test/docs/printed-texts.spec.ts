import { describe, expect, it } from '@jest/globals';
import { isPrinted, sourceTexts } from './printed-texts';

const texts = sourceTexts();

describe('isPrinted', () => {
  it.each([
    ['error: span has no config "stat".', 'a value in the middle'],
    ['waiting for CPU 1: span, run 2026-11-22T12-30-05-9f3a12bc, process 4711', 'values of several words'],
    ['recording span/start: about 40 MB a side', 'a value within a word'],
    ['did not answer within 300 s', 'the harness'],
    ['the socket does not exist, so the engine is not installed or not started', 'no value at all'],
    ['so only large changes can be found', 'a part of a sentence'],
  ])('knows %j: %s', (shown) => {
    expect(isPrinted(shown.replace(/^error: /, ''), texts)).toBe(true);
  });

  it.each([
    'span lacks a config "stat".',
    'waiting till CPU 1 is free',
    'so only great changes can be found',
    'the socket is missing, so the engine is not there',
  ])('does not know %j', (shown) => {
    expect(isPrinted(shown, texts)).toBe(false);
  });
});
