import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { parseRequirement } from './parse-requirement';

const folder = mkdtempSync(join(tmpdir(), 'requirement-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
mkdirSync(join(folder, 'library'));
writeFileSync(join(folder, 'library/pyproject.toml'), '');
mkdirSync(join(folder, 'empty'));
writeFileSync(join(folder, 'library-1.0-py3-none-any.whl'), '');

writeFileSync(join(folder, 'library-1.0.tar.gz'), '');

const parse = (text: string) => parseRequirement(text, { option: 'candidate', folder, base: 'main' });

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
    ['', { kind: 'none', text: '' }],
  ])('%s', (text, expected) => {
    expect(parse(text)).toEqual(expected);
  });

  it.each([
    ['DataDog/dd-trace-py@main', { url: 'https://github.com/DataDog/dd-trace-py', ref: 'main' }],
    ['o/r@feature/x[web]', { url: 'https://github.com/o/r', ref: 'feature/x', extras: '[web]' }],
    ['o/r@x#subdirectory=py', { url: 'https://github.com/o/r', ref: 'x', subdirectory: 'py' }],
    ['git+https://host/o/r.git@v1.0', { url: 'https://host/o/r.git', ref: 'v1.0' }],
    ['git+https://user:pass@host/o/r', { url: 'https://user:pass@host/o/r' }],
    ['git+ssh://git@host/o/r.git@a/b', { url: 'ssh://git@host/o/r.git', ref: 'a/b' }],
    ['git+file:///srv/r@abc#subdirectory=py', { url: 'file:///srv/r', ref: 'abc', subdirectory: 'py' }],
    ['git+https://h/r@x#egg=r&subdirectory=a/b', { url: 'https://h/r', ref: 'x', subdirectory: 'a/b' }],
    ['lib[web] @ git+https://host/r@x', { url: 'https://host/r', ref: 'x', extras: '[web]' }],
  ])('%s is a git repository', (text, expected) => {
    expect(parse(text)).toEqual({ kind: 'repository', text, subdirectory: '', extras: '', ...expected });
  });

  it.each([
    ['git:main', { revision: { kind: 'ref', ref: 'main' } }],
    ['git:v1.0[web]', { revision: { kind: 'ref', ref: 'v1.0' }, extras: '[web]' }],
    [
      'git:HEAD~3#subdirectory=library',
      { revision: { kind: 'ref', ref: 'HEAD~3' }, folder: join(folder, 'library') },
    ],
    ['git:merge-base', { revision: { kind: 'merge-base', base: 'main' } }],
  ])('%s is a revision of this repository', (text, expected) => {
    expect(parse(text)).toEqual({ kind: 'revision', text, folder, extras: '', ...expected });
  });

  it.each([
    ['./library', 'directory', 'library', ''],
    ['./library[web,db]', 'directory', 'library', '[web,db]'],
    ['./library-1.0-py3-none-any.whl', 'wheel', 'library-1.0-py3-none-any.whl', ''],
    ['library-1.0-py3-none-any.whl[web]', 'wheel', 'library-1.0-py3-none-any.whl', '[web]'],
    ['library-1.0.tar.gz', 'sdist', 'library-1.0.tar.gz', ''],
  ])('takes %s as a %s, by absolute path', (text, kind, path, extras) => {
    expect(parse(text)).toEqual({ kind, text, path: join(folder, path), extras });
  });

  it.each([
    ['./nowhere', /nowhere does not exist/],
    ['./empty', /holds no pyproject.toml and no setup.py/],
    ['nowhere.whl', /does not exist/],
    ['./library/pyproject.toml', /is no folder, no wheel and no source distribution/],
    ['git+host:o/r.git', /is no address of a git repository/],
    ['-r requirements.txt', /neither a requirement nor a path/],
    ['ddtrace 4.0', /neither a requirement nor a path/],
  ])('refuses "%s" in a sentence', (text, sentence) => {
    expect(() => parse(text)).toThrow(sentence);
  });
});
