// What does the plugin cost every Nx command? Makes suites of 30, 300 and 3,000 scenarios and asks the plugin for their
// projects, as Nx does. `npm run build` first. Fails where an answer depends on the time or on the order of the files.
//
//   node tools/bench-graph.mjs [--calls 9]

import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';

const require = createRequire(import.meta.url);
const start = performance.now();
const { createNodes } = require('../packages/nx-benchmark/dist/plugin.js');
const loading = performance.now() - start;

const { values: options } = parseArgs({ options: { calls: { type: 'string', default: '9' } } });
const calls = Number(options.calls);

const SIZES = [30, 300, 3000];
const CONFIGS = 10;
const COMPONENTS = 20;
const PATTERNS = 12;

const print = (text) => process.stdout.write(`${text}\n`);
const milliseconds = (value) => value.toFixed(value < 1 ? 3 : 1);

print(
  `${cpus()[0].model}, ${availableParallelism()} cores, Node ${process.version}, ${calls} warm calls a size`,
);
print(`the plugin loads in ${milliseconds(loading)} ms\n`);
print(
  '| scenarios | first call ms | warm median ms | ms a scenario | edited config ms | edited suitespec ms | growth |',
);
print('|---:|---:|---:|---:|---:|---:|---:|');

let smaller;
let unsteady = false;
for (const size of SIZES) {
  const root = mkdtempSync(join(tmpdir(), 'bench-graph-'));
  try {
    const files = makeSuites(root, size);
    const first = await infer(root, files);
    // The first half warms the process up.
    const asked = await inTurn(2 * calls, (call) => infer(root, shuffled(files, call)));
    const warm = asked.slice(calls);
    const median = medianOf(warm.map(({ duration }) => duration));
    const edited = async (file, text) => {
      const answers = await inTurn(calls, (call) => {
        writeFileSync(join(root, file), `${text}# ${call}\n`);
        return infer(root, files);
      });
      return medianOf(answers.map(({ duration }) => duration));
    };
    const config = await edited('benchmarks/scenario_0/config.yaml', configYaml(0));
    const suitespec = await edited('benchmarks/suitespec.yml', suitespecYaml(size));
    const growth = smaller === undefined ? '' : `× ${(median / smaller).toFixed(1)}`;
    print(
      `| ${size} | ${[first.duration, median, median / size, config, suitespec].map(milliseconds).join(' | ')} | ${growth} |`,
    );
    const same = asked.every(({ digest }) => digest === first.digest);
    if (!same || first.projects !== size + 1) {
      unsteady = true;
      print(`\n${size}: ${first.projects} projects, ${same ? 'always' : 'NOT always'} the same bytes`);
    }
    smaller = median;
  } finally {
    rmSync(root, { recursive: true });
  }
}
print('\nGrowth: the warm median against the row above; × 10 is linear.');
print(
  unsteady
    ? 'The answers DIFFER.'
    : 'Every answer was the same to the byte, whatever the order of the files.',
);
process.exitCode = unsteady ? 1 : 0;

/** One call as Nx makes it, and what came of it. */
async function infer(root, files) {
  const [, create] = createNodes;
  const before = performance.now();
  const results = await create(files, { baseline: 'made', candidate: '.' }, { workspaceRoot: root });
  const duration = performance.now() - before;
  const bytes = JSON.stringify(results.map(([, nodes]) => nodes));
  const projects = results.flatMap(([, nodes]) => Object.keys(nodes.projects)).length;
  return { duration, projects, digest: createHash('sha256').update(bytes).digest('hex') };
}

/** As many answers, one after the other. */
async function inTurn(times, ask) {
  const answers = [];
  for (let call = 0; call < times; call++) answers.push(await ask(call));
  return answers;
}

/** Writes the suites; the files that the plugin's glob would find. */
function makeSuites(root, size) {
  const contents = [
    ['benchmarks/suitespec.yml', suitespecYaml(size)],
    ['tests/suitespec.yml', `components:\n${components('test')}\nsuites: {}\n`],
    ...Array.from({ length: size }, (_, at) => [
      [`benchmarks/scenario_${at}/scenario.py`, 'import bm\n'],
      [`benchmarks/scenario_${at}/config.yaml`, configYaml(at)],
    ]).flat(),
  ];
  for (const [file, content] of contents) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), content);
  }
  return contents.map(([file]) => file);
}

function suitespecYaml(size) {
  const suites = Array.from({ length: size }, (_, at) =>
    [
      `  scenario_${at}:`,
      '    type: microbenchmark',
      '    paths:',
      ...[0, 1, 2, 3, 4].map((step) => `      - '@made_${(at + 3 * step) % COMPONENTS}'`),
      `      - '@test_${at % COMPONENTS}'`,
      `      - benchmarks/scenario_${at}/*`,
      '    cpus_per_run: 1',
    ].join('\n'),
  );
  return `components:\n${components('made')}\n  $always:\n    - setup.py\nsuites:\n${suites.join('\n')}\n`;
}

function components(name) {
  return Array.from({ length: COMPONENTS }, (_, at) =>
    [
      `  ${name}_${at}:`,
      ...Array.from({ length: PATTERNS }, (_, n) => {
        const patterns = [`${name}/part_${at}/module_${n}/*`, `${name}/part_${at}/_file_${n}.py*`];
        return `    - ${patterns[n % 2]}`;
      }),
    ].join('\n'),
  ).join('\n');
}

function configYaml(at) {
  const configs = Array.from({ length: CONFIGS - 1 }, (_, n) =>
    [`config-${n}:`, '  <<: *base', `  size: ${at + n}`, '  kinds: [a, b]'].join('\n'),
  );
  return `base: &base\n  size: 1\n  enabled: true\n  name: text\n${configs.join('\n')}\n`;
}

/** The same files in another order, the same one for the same seed. */
function shuffled(files, seed) {
  const key = (file) => createHash('sha1').update(`${seed}${file}`).digest('hex');
  return files
    .map((file) => [key(file), file])
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, file]) => file);
}

function medianOf(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  return (sorted[Math.floor((sorted.length - 1) / 2)] + sorted[Math.ceil((sorted.length - 1) / 2)]) / 2;
}
