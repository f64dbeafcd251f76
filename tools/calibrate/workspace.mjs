// An Nx workspace in which the truth is known: a scenario for each kind of work, and a library in two releases that
// says how much of the work there is to do.

import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';

export const REPOSITORY = resolve(import.meta.dirname, '../..');
const KINDS = join(import.meta.dirname, 'kinds');

/** All kinds of work there are: the files of `kinds/`. */
export const kinds = readdirSync(KINDS)
  .filter((file) => file.endsWith('.py'))
  .map((file) => basename(file, '.py'));

/** What a kind needs besides Python: keys of its suite, and requirements. */
const needs = {
  gil: { suite: { cpus_per_run: 2 } },
  spans: { requirements: ['ddtrace==4.15.7'] },
};

/** The statistics in which what a kind does more is exactly that: not in both where one part of the work changes. */
export function shownBy(kind) {
  return { rare: ['all-work'], waiting: ['waiting'] }[kind] ?? ['main-path', 'all-work', 'waiting'];
}

/** Configs of every kind; `more` is what the candidate does more, in per cent of the work. */
export const configs = {
  'same-1': { more: 0 },
  'same-2': { more: 0 },
  'same-3': { more: 0 },
  'same-4': { more: 0 },
  'same-5': { more: 0 },
  'slower-1': { more: 1, margin: 1 },
  'slower-2': { more: 2 },
  'slower-3': { more: 3 },
  'slower-5': { more: 5 },
};

/**
 * The two releases differ in one digit, and in time only where a config asks for `more`: even the heap is the same
 * then, whose layout alone can make a process faster or slower.
 */
const releases = {
  baseline: { version: '1.0', factor: 0 },
  candidate: { version: '1.1', factor: 1 },
};

/** Makes what is missing of the workspace in `folder`. */
export function makeWorkspace(folder, engine) {
  const { plugins } = JSON.parse(readIn('nx.json'));
  const [{ plugin, options }] = plugins;
  const sides = { baseline: './baseline', candidate: './candidate', engine };
  write('nx.json', JSON.stringify({ plugins: [{ plugin, options: { ...options, ...sides } }] }, null, 2));
  write('package.json', '{ "name": "calibrate", "private": true }\n');
  const margins = Object.entries(configs).filter(([, { margin }]) => margin !== undefined);
  const policy = { configs: Object.fromEntries(margins.map(([name, { margin }]) => [name, { margin }])) };
  const suites = kinds.map((kind) => {
    const paths = ['baseline/*', 'candidate/*', `benchmarks/${kind}/*`];
    return [kind, { paths, policy, ...needs[kind]?.suite }];
  });
  // What is JSON is YAML.
  write('benchmarks/suitespec.yml', JSON.stringify({ suites: Object.fromEntries(suites) }, null, 2));
  for (const kind of kinds) {
    write(`benchmarks/${kind}/scenario.py`, readIn(`tools/calibrate/kinds/${kind}.py`));
    const variables = Object.entries(configs).map(([name, { more }]) => [name, { more }]);
    write(`benchmarks/${kind}/config.yaml`, JSON.stringify(Object.fromEntries(variables), null, 2));
    if (needs[kind]?.requirements) {
      write(`benchmarks/${kind}/requirements_scenario.txt`, `${needs[kind].requirements.join('\n')}\n`);
    }
  }
  for (const [side, { version, factor }] of Object.entries(releases)) {
    write(
      `${side}/knownwork.py`,
      `def amount(of, more):\n    return round(of * (100 + ${factor} * more) / 100)\n`,
    );
    write(
      `${side}/pyproject.toml`,
      `[project]\nname = "knownwork"\nversion = "${version}"\n\n[build-system]\nrequires = ["setuptools"]\nbuild-backend = "setuptools.build_meta"\n\n[tool.setuptools]\npy-modules = ["knownwork"]\n`,
    );
  }
  if (!existsSync(join(folder, 'node_modules')))
    symlinkSync(join(REPOSITORY, 'node_modules'), join(folder, 'node_modules'));
  cpSync(join(REPOSITORY, 'tools/make-base-image'), join(folder, 'tools/make-base-image'));

  function write(path, content) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
}

/** A file of this repository. */
function readIn(path) {
  return readFileSync(join(REPOSITORY, path), 'utf8');
}
