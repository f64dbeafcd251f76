import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parseRequirement } from './parse-requirement';

const folder = mkdtempSync(join(tmpdir(), 'requirement-'));
mkdirSync(join(folder, 'library'));
writeFileSync(join(folder, 'library/pyproject.toml'), '');
mkdirSync(join(folder, 'empty'));
writeFileSync(join(folder, 'library-1.0-py3-none-any.whl'), '');

const parse = (text: string) => parseRequirement(text, 'candidate', folder);

describe('parseRequirement', () => {
  it.each([
    ['ddtrace', { kind: 'index', text: 'ddtrace', name: 'ddtrace' }],
    ['ddtrace==4.15.7', { kind: 'index', text: 'ddtrace==4.15.7', name: 'ddtrace', pinned: '4.15.7' }],
    ['ddtrace == 4.15.7', { kind: 'index', text: 'ddtrace == 4.15.7', name: 'ddtrace', pinned: '4.15.7' }],
    ['ddtrace[openai]==1', { kind: 'index', text: 'ddtrace[openai]==1', name: 'ddtrace', pinned: '1' }],
    ['ddtrace===1.0-odd', { kind: 'index', text: 'ddtrace===1.0-odd', name: 'ddtrace', pinned: '1.0-odd' }],
    ['zope.interface>=5,<6', { kind: 'index', text: 'zope.interface>=5,<6', name: 'zope.interface' }],
    ['ddtrace==4.*', { kind: 'index', text: 'ddtrace==4.*', name: 'ddtrace' }],
    ['ddtrace~=4.15', { kind: 'index', text: 'ddtrace~=4.15', name: 'ddtrace' }],
  ])('%s', (text, expected) => {
    expect(parse(text)).toEqual(expected);
  });

  it('takes a folder with a Python project and a wheel, by absolute path', () => {
    expect(parse('./library')).toEqual({
      kind: 'directory',
      text: './library',
      path: join(folder, 'library'),
    });
    expect(parse(join(folder, 'library-1.0-py3-none-any.whl')).kind).toBe('wheel');
  });

  it.each([
    ['', /--candidate is empty/],
    ['./nowhere', /nowhere does not exist/],
    ['./empty', /holds no pyproject.toml and no setup.py/],
    ['nowhere.whl', /does not exist/],
    ['DataDog/dd-trace-py@main', /requirements from git are not supported yet/],
    ['git+https://example.org/x.git@main', /requirements from git are not supported yet/],
    ['git:main', /requirements from git are not supported yet/],
    ['-r requirements.txt', /neither a requirement nor a path/],
    ['ddtrace 4.0', /neither a requirement nor a path/],
  ])('refuses "%s" in a sentence', (text, sentence) => {
    expect(() => parse(text)).toThrow(sentence);
  });
});
