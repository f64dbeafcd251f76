import { describe, expect, it } from '@jest/globals';
import { bytes, duration, instructions, signedPercent, waitingTime } from './units';

describe('units', () => {
  it.each([
    [2.72e-3, '2.72 ms'],
    [28.28e-6, '28.3 us'],
    [184e-9, '184 ns'],
    [1.5, '1.50 s'],
    [0.9996, '1000 ms'],
    [2e-10, '0.20 ns'],
    [0, '0.00 ns'],
  ])('%d s is %s', (seconds, text) => {
    expect(duration(seconds)).toBe(text);
  });

  it.each([
    [47_290_778, '45.1 MB'],
    [2 ** 31, '2.00 GB'],
    [512, '0.50 KB'],
  ])('%d bytes are %s', (count, text) => {
    expect(bytes(count)).toBe(text);
  });

  it.each([
    [1_204_300, '1.204 M'],
    [87_000_000_000, '87.000 G'],
    [312.4, '312'],
  ])('%d instructions are %s', (count, text) => {
    expect(instructions(count)).toBe(text);
  });

  it.each([
    [0.1121, '+11.21 %'],
    [-0.0004, '-0.04 %'],
    [0, '+0.00 %'],
  ])('%d is %s', (fraction, text) => {
    expect(signedPercent(fraction)).toBe(text);
  });

  it.each([
    [0.2, '1 s'],
    [40.4, '40 s'],
    [200, '3 min'],
  ])('one waits %d s as %s', (seconds, text) => {
    expect(waitingTime(seconds)).toBe(text);
  });
});
