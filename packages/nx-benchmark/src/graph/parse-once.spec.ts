import { expect, jest, test } from '@jest/globals';
import { parseOnce } from './parse-once';

test('a file is parsed anew where its text is another than the last time', () => {
  const parser = jest.fn((text: string, file: string) => ({ text, file }));
  const parse = parseOnce(parser);
  const first = parse('a', 'one.yaml');
  expect(parse('a', 'one.yaml')).toBe(first);
  expect(parser).toHaveBeenCalledTimes(1);

  expect(parse('b', 'one.yaml')).toEqual({ text: 'b', file: 'one.yaml' });
  expect(parse('a', 'one.yaml')).toEqual(first);
  expect(parser).toHaveBeenCalledTimes(3);
});

test('files of one text are apart: what is wrong in them is reported with their names', () => {
  const parse = parseOnce((text, file) => ({ text, file }));
  expect(parse('a', 'one.yaml').file).toBe('one.yaml');
  expect(parse('a', 'other.yaml').file).toBe('other.yaml');
});
