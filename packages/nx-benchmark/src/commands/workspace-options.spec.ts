import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { workspaceOptions } from './workspace-options';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'workspace-'));
});

afterEach(() => rmSync(root, { recursive: true }));

function options(nxJson: string, suiteRoot?: string) {
  writeFileSync(join(root, 'nx.json'), nxJson);
  return workspaceOptions(root, suiteRoot);
}

describe('workspaceOptions', () => {
  it('reads a file with comments and trailing commas, as Nx does', () => {
    const nxJson = `{
      // "defaultBase": "old",
      "defaultBase": "trunk", /* not
      "main" */
      "plugins": ["@nx/js", { "plugin": "nx-benchmark", "options": { "root": "bench//marks", "ignore": ["docs/*", "a,]\\"/*b",], }, },],
    }`;
    expect(options(nxJson)).toMatchObject({
      defaultBase: 'trunk',
      plugin: { root: 'bench//marks', ignore: ['docs/*', 'a,]"/*b'] },
    });
  });

  it.each(['{}', '{ "plugins": ["nx-benchmark"] }', '{ "plugins": ["@nx/js"] }'])(
    'has defaults for %s',
    (nxJson) => {
      expect(options(nxJson)).toMatchObject({
        defaultBase: 'main',
        plugin: { root: 'benchmarks', ignore: [] },
      });
    },
  );

  it('chooses among several registrations by the folder of the suite', () => {
    const nxJson = JSON.stringify({
      plugins: ['one', 'two'].map((folder) => ({ plugin: 'nx-benchmark', options: { root: folder } })),
    });
    expect(options(nxJson, 'two').plugin.root).toBe('two');
    expect(() => options(nxJson)).toThrow('nx.json registers nx-benchmark several times.');
  });

  it('says what is wrong with the file', () => {
    expect(() => options('{ "plugins": [')).toThrow(`${join(root, 'nx.json')} is not JSON: `);
    const misspelt = '{ "plugins": [{ "plugin": "nx-benchmark", "options": { "ignroe": [] } }] }';
    expect(() => options(misspelt)).toThrow('has no option "ignroe"');
  });
});
