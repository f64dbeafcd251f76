import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { REPOSITORY } from './nx';

/** A workspace of its own with a tiny Python library in two versions, so that a test knows the truth. */
export interface MadeWorkspace {
  readonly root: string;
  readonly artifacts: string;
  write(path: string, content: string): void;
  remove(): void;
}

const SCENARIO = `
import bm


class Work(bm.Scenario):
    size: int

    def run(self):
        import counting

        def loop(loops):
            for _ in range(loops):
                counting.count(self.size)

        yield loop
`;

/**
 * Makes the workspace: scenario `work` with the configs `small` and `large`, and the sides as folders `old` and `new`.
 *
 * @param slowdown share of work that the new version does more
 */
export function makeWorkspace(slowdown: number): MadeWorkspace {
  const root = mkdtempSync(join(tmpdir(), 'nx-benchmark-e2e-'));
  const write = (path: string, content: string) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  };
  const { plugins } = nxJson();
  write('nx.json', JSON.stringify({ plugins: [{ ...plugins, options: { ...plugins.options, ...SIDES } }] }));
  write('package.json', '{ "name": "made", "private": true }');
  write('benchmarks/suitespec.yml', 'suites:\n  work:\n    paths: [new/*, benchmarks/work/*]\n');
  write('benchmarks/work/scenario.py', SCENARIO);
  write('benchmarks/work/config.yaml', 'small: &base\n  size: 2000\nlarge:\n  <<: *base\n  size: 20000\n');
  writeLibrary(write, 'old', '1.0', 1);
  writeLibrary(write, 'new', '1.1', 1 + slowdown);
  symlinkSync(join(REPOSITORY, 'node_modules'), join(root, 'node_modules'));
  cpSync(join(REPOSITORY, 'tools'), join(root, 'tools'), { recursive: true });
  return {
    root,
    artifacts: join(root, 'benchmark-artifacts'),
    write,
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

const SIDES = { baseline: './old', candidate: './new' };

/** The image is the repository's own. */
function nxJson() {
  const [plugins] = require(join(REPOSITORY, 'nx.json')).plugins;
  return { plugins };
}

function writeLibrary(write: MadeWorkspace['write'], folder: string, version: string, factor: number): void {
  write(
    `${folder}/pyproject.toml`,
    `[project]\nname = "counting"\nversion = "${version}"\n\n[build-system]\nrequires = ["setuptools"]\nbuild-backend = "setuptools.build_meta"\n\n[tool.setuptools]\npy-modules = ["counting"]\n`,
  );
  const body = `def count(size):\n    total = 0\n    for item in range(int(size * ${factor})):\n        total += item\n    return total\n`;
  write(`${folder}/counting.py`, body);
}
