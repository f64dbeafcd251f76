import { describe, expect, test } from '@jest/globals';
import { readYaml } from './read-yaml';
import { yamlValue } from './yaml-node';

function problemsOf(text: string): readonly string[] {
  return readYaml(text, 'f.yml').problems.map(({ line, column, message }) => `${line}:${column} ${message}`);
}

function dataOf(text: string): unknown {
  const { root, problems } = readYaml(text, 'f.yml');
  expect(problems).toEqual([]);
  return root && yamlValue(root);
}

describe('a document', () => {
  test('keeps positions', () => {
    const { root } = readYaml('a:\n  - b\n  -   c\n', 'f.yml');
    expect(root).toMatchObject({
      entries: [
        {
          key: { position: { file: 'f.yml', line: 1, column: 1 } },
          value: { items: [{ position: { line: 2, column: 5 } }, { position: { line: 3, column: 7 } }] },
        },
      ],
    });
  });

  test('may be empty', () => {
    expect(dataOf('')).toBeNull();
    expect(dataOf('---\n# nothing\n')).toBeNull();
  });

  test('follows aliases and merges as Python does', () => {
    const text = `
base: &base {a: 1, b: 2}
more: &more {b: 3, c: 4}
own: {<<: *base, b: 9}
list: {<<: [*base, *more], d: 5}
twice: {<<: *base, << : *more}
quoted: {'<<': 1}
same: [*base, *base]
`;
    expect(dataOf(text)).toMatchObject({
      own: { a: 1, b: 9 },
      list: { a: 1, b: 2, c: 4, d: 5 },
      twice: { a: 1, b: 3, c: 4 },
      quoted: { '<<': 1 },
      same: [
        { a: 1, b: 2 },
        { a: 1, b: 2 },
      ],
    });
  });
});

describe('trouble is reported where it is', () => {
  test.each([
    ['a: [\n', '2:1 the YAML does not parse: '],
    ['a:\n\t- b', '2:1 the YAML does not parse: Tabs are not allowed as indentation'],
    ['- @a', '1:3 the YAML does not parse: Plain value cannot start with reserved character @'],
    ['a: 1\nb: 2\na: 3', '3:1 "a" is already defined at line 1'],
    ['a: *b', '1:4 there is no anchor &b'],
    ['a: &a [*a]', '1:8 the anchor &a contains itself'],
    ['<<: 3', '1:1 only mappings can be merged, and this is the number 3'],
    ['? [a]\n: b', '1:3 a list cannot be a key'],
  ])('%j', (text, problem) => {
    expect(problemsOf(text)).toEqual([expect.stringContaining(problem)]);
  });

  test('an unquoted reference gets the remedy', () => {
    expect(readYaml('- @core', 'f.yml').problems[0]?.hint).toBe('put the value in quotes');
  });
});
