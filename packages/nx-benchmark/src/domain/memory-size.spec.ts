import { describe, expect, it } from '@jest/globals';
import { memorySize, parseMemorySize } from './memory-size';

describe('a size of memory', () => {
  it.each([
    ['512m', 536870912],
    ['4g', 4294967296],
    ['4G', 4294967296],
    ['4gb', 4294967296],
    ['1.5g', 1610612736],
    ['100k', 102400],
    ['1048576', 1048576],
  ])('reads %s', (text, bytes) => {
    expect(parseMemorySize(text)).toBe(bytes);
  });

  it.each(['', 'g', '4 g', '-1g', '4t', '4gg', 'much'])('does not read %j', (text) => {
    expect(parseMemorySize(text)).toBeUndefined();
  });

  it('is said in the unit that fits', () => {
    expect(memorySize(256 * 1024 ** 2)).toBe('256 MB');
    expect(memorySize(5.85 * 1024 ** 3)).toBe('5.8 GB');
  });
});
