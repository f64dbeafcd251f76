import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ExecutorContext } from '@nx/devkit';
import { normalizeOptions } from './normalize-options';
import type { BenchmarkOptions } from './options';

let root: string;

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'workspace-'));
  mkdirSync(join(root, 'benchmarks/work'), { recursive: true });
  writeFileSync(join(root, 'benchmarks/work/config.yaml'), 'small:\n  size: 1\nlarge:\n  size: 2\n');
});

afterAll(() => rmSync(root, { recursive: true, force: true }));

function normalized(options: BenchmarkOptions) {
  const projects = { work: { root: 'benchmarks/work' } };
  const context = { root, projectName: 'work', projectsConfigurations: { version: 2, projects } };
  const sides = { baseline: 'library==1', candidate: 'library==2' };
  return normalizeOptions({ ...sides, ...options }, context as unknown as ExecutorContext, {});
}

describe('a quick run', () => {
  it('takes the first config and checks no machine', () => {
    expect(normalized({ quick: true })).toMatchObject({
      configs: ['small'],
      selfCheck: false,
      quick: { configs: 2 },
    });
    expect(normalized({})).toMatchObject({ configs: [], selfCheck: true });
  });

  it('gives way to what is said', () => {
    const said = { quick: true, configs: ['large', 'small'], selfCheck: true };
    expect(normalized(said)).toMatchObject({ configs: ['large', 'small'], selfCheck: true });
  });
});

it('refuses to check what is to get more rounds', () => {
  expect(() => normalized({ check: true, moreRounds: 3, runId: 'one' })).toThrow('--check measures nothing');
});
