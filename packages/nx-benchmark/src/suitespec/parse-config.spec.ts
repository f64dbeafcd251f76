import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { parseConfig } from './parse-config';
import { readJsonl } from './testing/read-jsonl';

const FILE = 'benchmarks/span/config.yaml';

interface Answer {
  readonly text: string;
  readonly type: 'bool' | 'int' | 'float' | 'str' | 'NoneType';
  /** Python's `str` of the value. */
  readonly value: string;
}

test('variants in the order of the file, with merge keys and structures', () => {
  const text = `
base: &base
  nspans: 1_000
  finish: no
  tags: {a: [1, two]}
finish:
  <<: *base
  finish: true
100: {}
`;
  const tags = { a: [1, 'two'] };
  expect(parseConfig(text, FILE)).toEqual({
    variants: [
      { name: 'base', variables: { nspans: 1000, finish: false, tags } },
      { name: 'finish', variables: { nspans: 1000, finish: true, tags } },
      { name: '100', variables: {} },
    ],
    problems: [],
  });
});

describe('a scalar is what PyYAML makes of it', () => {
  const answers = readJsonl<Answer>(join(__dirname, 'testdata/pyyaml-answers.jsonl'));

  test.each(answers.map((answer) => [answer.text, answer] as const))('%s', (text, { type, value }) => {
    const { variants, problems } = parseConfig(`a:\n  value: ${text}\n`, FILE);
    expect(problems).toEqual([]);
    expect(variants[0]?.variables.value).toEqual(asOurs(type, value));
  });

  function asOurs(type: Answer['type'], value: string): unknown {
    switch (type) {
      case 'NoneType':
        return null;
      case 'bool':
        return value === 'True';
      case 'int':
        return Number.isSafeInteger(Number(value)) ? Number(value) : value;
      case 'float':
        return Number(value.replace('inf', 'Infinity'));
      case 'str':
        return value;
    }
  }
});

describe('problems', () => {
  const SHAPE = "write 'name:' and below it the variables of the scenario, each with its value";
  test.each([
    ['', `1:1 there are no configs in this file (${SHAPE})`],
    ['{}', `1:1 there are no configs in this file (${SHAPE})`],
    ['- a', `1:1 the configs are a mapping, and this is a list (${SHAPE})`],
    ['text', `1:1 the configs are a mapping, and this is the string "text" (${SHAPE})`],
    ['a: 1', `1:1 config 'a' is a mapping of variables, and this is the number 1 (${SHAPE})`],
    ['a:', `1:1 config 'a' is a mapping of variables, and this is nothing (${SHAPE})`],
    ['on: {}', '1:1 the name of a config is read as the boolean true (put it in quotes)'],
    ['a: {on: 1}', '1:5 the name of a variable is read as the boolean true (put it in quotes)'],
    ['a: {x: 1}\na: {}', '2:1 "a" is already defined at line 1 (rename or remove one of the two)'],
  ])('%j', (text, problem) => {
    const { problems } = parseConfig(text, FILE);
    expect(
      problems.map(({ line, column, message, hint }) => `${line}:${column} ${message} (${hint})`),
    ).toEqual([problem]);
  });

  test('one bad config leaves the others', () => {
    expect(parseConfig('a: 1\nb: {x: 1}\n', FILE).variants.map(({ name }) => name)).toEqual(['b']);
  });
});
