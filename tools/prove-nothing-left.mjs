#!/usr/bin/env node
// What does a run leave that is killed? See --help.

import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';

const HELP = `Usage: node tools/prove-nothing-left.mjs [--kills=50] [--seed=TEXT] [--engine=docker|local]

Makes a workspace with a tiny library in two versions, one in a folder and one in a git repository, and runs its
benchmark from an empty cache again and again, on both engines in turn. Each run is killed at a random moment: SIGINT,
SIGTERM or SIGKILL to Nx, to the task's process or to the whole group. Then counts what is left, starts the engine once
more (which tidies up), and counts again:

  containers   of these runs, on the engine
  volumes      without a name, that such a container had
  images       of these runs that have no name
  processes    that these runs started, wherever they moved
  folders      temporary ones, and environments that are half-built
  broken       JSON files that do not parse, lines of rounds but the last, kept wheels that are no whole archive
  lost         rounds that the run had told of and did not keep; rounds but the last that pyperf's files lack

A number "2>0" means two were left by the kill, none after the next start.

Every fifth kill waits until rounds are measured. Two of five killed runs, those among them, are then started again
under their run ID, in a cache with half a wheel beside each name of a whole one. Each has to succeed, to keep every
whole line of its rounds as it was, to have no round twice and none missing, and to leave no half-written file
("*.tmp"). The column "again" says how many rounds it found and how many it has: "3>6". At the end a run that nobody
kills must leave no such file in what runs share, and Nx's own helpers (plugin-worker.js), which it forgets when it is
killed before the first task and which end by themselves after half a minute, must be gone; until then they are not
counted.

Ends with status 1 if anything of this fails, if anything is left after the next start, or if a process or a running
container outlived its run by more than 15 seconds. SIGINT and SIGTERM stop it after the kill at hand.

  --kills=N        how many runs (default 50; one takes about 20 s)
  --seed=TEXT      the same seed gives the same moments and signals (default: a new one, printed)
  --engine=NAME    only this engine
  --rounds         every kill waits for the rounds, not only every fifth
  --keep           keep the workspace, for a look

Needs Linux (/proc), git, a built plugin (npm run build) and, for docker, an engine. Counts nothing of other runs.`;

const { values: options } = parseArgs({
  options: {
    kills: { type: 'string', default: '50' },
    seed: { type: 'string', default: randomBytes(4).toString('hex') },
    engine: { type: 'string' },
    rounds: { type: 'boolean', default: false },
    keep: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  },
});
if (options.help) {
  process.stdout.write(`${HELP}\n`);
  process.exit(0);
}

const REPOSITORY = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const require = createRequire(join(REPOSITORY, 'packages/nx-benchmark/package.json'));
const Docker = require('dockerode');

const OUTLIVES_SECONDS = 15;
/** So long Nx's helper waits for an Nx that never connects. */
const HELPER_SECONDS = 30;
const BASE_IMAGE = 'nx-benchmark/python:debian';
const MARK = `proof-${randomBytes(4).toString('hex')}`;
const IMAGE = `nx-benchmark-${MARK}:base`;
const engines = options.engine === undefined ? ['docker', 'local'] : [options.engine];
const random = randomNumbers(options.seed);
const choose = (list) => list[Math.floor(random() * list.length)];

const folder = mkdtempSync(join(tmpdir(), `${MARK}-`));
const paths = {
  workspace: join(folder, 'workspace'),
  cache: join(folder, 'cache'),
  temporary: join(folder, 'tmp'),
};
const docker = engines.includes('docker') ? new Docker() : undefined;

const WIDTHS = [6, 8, 9, 13, 9, 7, 8];
const COLUMNS = ['containers', 'volumes', 'images', 'processes', 'folders', 'broken', 'lost'];
/** Names of the wheels that a whole run keeps in the cache. */
const wheelNames = new Set();
const volumesSeen = new Set();
let stopWatching = () => undefined;

let failed = false;
try {
  makeWorkspace();
  if (docker !== undefined) await makeImage();
  failed = !(await prove());
} finally {
  await tidy();
}
process.exitCode = failed ? 1 : 0;

async function prove() {
  say(`seed ${options.seed}; first a whole run on each engine, to know how long one takes`);
  const whole = {};
  for (const engine of engines) {
    const run = start(engine, `${engine}-whole`);
    const code = await run.ended;
    if (code !== 0) throw new Error(`a run that nobody kills fails:\n${run.output()}`);
    whole[engine] = run.seconds();
    say(`${engine}: ${whole[engine].toFixed(1)} s`);
    const left = await count(`${engine}-whole`);
    if (total(left) > 0) throw new Error(`a run that nobody kills leaves ${JSON.stringify(left)}`);
    for (const wheel of namesIn(join(paths.cache, 'wheels'))) wheelNames.add(wheel);
  }
  print(row(['kill', 'engine', 'at', 'while', 'signal', 'to', 'gone', ...COLUMNS, 'again']));
  const sums = Object.fromEntries(COLUMNS.map((column) => [column, 0]));
  let good = true;
  let stopped = false;
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.once(signal, () => {
      stopped = true;
    });
  }
  for (let number = 1; number <= Number(options.kills) && !stopped; number++) {
    const engine = engines[number % engines.length];
    const problems = await killOne(number, engine, whole[engine], sums);
    if (problems.length === 0) continue;
    good = false;
    say(`kill ${number}: ${problems.join('\n')}`);
  }
  print(row(['all', '', '', '', '', '', '', ...COLUMNS.map((column) => sums[column])]));
  for (const problem of await lastRun()) {
    good = false;
    say(problem);
  }
  print(good ? 'nothing is left' : 'something is left');
  return good;
}

function row(cells) {
  return cells
    .map((cell, at) => String(cell).padEnd(WIDTHS[at] ?? 11))
    .join('')
    .trimEnd();
}

/** Prints a line of the table; returns what is wrong. */
async function killOne(number, engine, wholeSeconds, sums) {
  const name = `${engine}-${number}`;
  const at = 0.5 + random() * wholeSeconds;
  // On a busy machine random moments come too early to meet them.
  const inRounds = options.rounds || number % 5 === 0;
  const [signal, to] = [choose(['SIGINT', 'SIGTERM', 'SIGKILL']), choose(['Nx', 'task', 'group'])];
  await scratch();
  const run = start(engine, name);
  await Promise.race([inRounds ? roundsAnd(run, at / 10) : pause(at), run.ended]);
  const [phase, moment] = [run.phase(), run.seconds()];
  const hit = run.kill(signal, to);
  const killed = Date.now();
  await Promise.race([run.ended, pause(OUTLIVES_SECONDS)]);
  const outlived = await untilGone(name, killed);
  const gone = outlived ? 'never' : `${((Date.now() - killed) / 1000).toFixed(1)} s`;
  const before = await count(name, run.output());
  await nextStart(engine);
  const left = await details(name, run.output());
  const after = numbers(left);
  const problems = [];
  if (outlived || total(after) > 0) problems.push(`left: ${JSON.stringify(left)}`, run.output().slice(-1500));
  const again = inRounds || number % 5 === 2 ? await goOn(engine, name) : { cell: '' };
  if (again.problem !== undefined) problems.push(again.problem);
  const cells = COLUMNS.map((column) =>
    before[column] + after[column] === 0 ? 0 : `${before[column]}>${after[column]}`,
  );
  print(row([number, engine, `${moment.toFixed(1)} s`, phase, signal, hit, gone, ...cells, again.cell]));
  for (const column of COLUMNS) sums[column] += after[column];
  for (const pid of processesOfRun(name)) process.kill(pid, 'SIGKILL');
  return problems;
}

async function roundsAnd(run, seconds) {
  while (run.phase() !== 'rounds' && run.phase() !== 'ended') await pause(0.02);
  await pause(seconds);
}

/** Starts a killed run once more, as its user would; nobody kills it. */
async function goOn(engine, name) {
  const before = storedLines(name);
  for (const wheel of wheelNames) {
    // No process has this ID.
    const half = join(paths.cache, 'wheels', `${wheel}.99999999`);
    mkdirSync(half, { recursive: true });
    writeFileSync(join(half, 'counting-1.1-py3-none-any.whl'), 'PK');
  }
  const run = start(engine, name);
  const code = await run.ended;
  const after = storedLines(name);
  const cell = `${before.length}>${after.length}`;
  const left = await details(name, run.output());
  const unfinished = filesBelow(runFolder(name)).filter(isUnfinished);
  const state = code === 0 ? JSON.parse(read(join(runFolder(name), 'work/manifest.json'))).state : 'none';
  const problem = [
    [code !== 0, `started again, it ends with ${code}`],
    [state !== 'complete', `started again, its state is ${state}`],
    [after.length === 0, 'started again, it has no rounds'],
    [before.some((line, at) => after[at] !== line), 'started again, it changed a round that was there'],
    [
      after.some((line, at) => JSON.parse(line).index !== at),
      'started again, a round is missing or twice there',
    ],
    [total(numbers(left)) > 0, `started again, it leaves ${JSON.stringify(left)}`],
    [unfinished.length > 0, `started again, it leaves ${unfinished}`],
  ].find(([wrong]) => wrong)?.[1];
  return problem === undefined ? { cell } : { cell, problem: `${problem}\n${run.output().slice(-1500)}` };
}

/** What only shows after all kills. */
async function lastRun() {
  const problems = [];
  const code = await start(engines[0], 'last').ended;
  if (code !== 0) problems.push(`after all kills a run ends with ${code}`);
  const shared = [join(paths.workspace, 'benchmark-artifacts/latest'), paths.cache];
  const unfinished = shared.flatMap((path) => filesBelow(path)).filter(isUnfinished);
  if (unfinished.length > 0) problems.push(`half-written: ${unfinished}`);
  const since = Date.now();
  while (helpers().length > 0 && Date.now() - since < (HELPER_SECONDS + OUTLIVES_SECONDS) * 1000)
    await pause(0.2);
  if (helpers().length > 0) problems.push(`helpers of Nx are left: ${helpers()}`);
  return problems;
}

/** A run of the benchmark, in a process group of its own, as a terminal would start it. */
function start(engine, name) {
  const begin = Date.now();
  const child = spawn(
    join(REPOSITORY, 'node_modules/.bin/nx'),
    [
      'run',
      'work:benchmark',
      '--configs=small',
      '--skip-nx-cache',
      '--failOn=never',
      `--engine=${engine}`,
      `--image=${IMAGE}`,
    ],
    { cwd: paths.workspace, env: environment(name), detached: true, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => {
      output += text;
    });
  }
  let end;
  const ended = new Promise((done) => {
    child.once('exit', (code) => {
      end = Date.now();
      done(code);
    });
  });
  return {
    ended,
    output: () => output,
    seconds: () => ((end ?? Date.now()) - begin) / 1000,
    phase: () => (end === undefined ? phaseOf(output) : 'ended'),
    kill(signal, to) {
      if (end !== undefined) return '-';
      const task = processesOfRun(name).find((pid) => commandOf(pid).includes('run-executor'));
      const hit = to === 'task' && task === undefined ? 'Nx' : to;
      try {
        process.kill(hit === 'group' ? -child.pid : hit === 'task' ? task : child.pid, signal);
      } catch (error) {
        if (error.code !== 'ESRCH') throw error;
      }
      return hit;
    },
  };
}

function environment(name) {
  return {
    ...process.env,
    NX_DAEMON: 'false',
    NO_COLOR: '1',
    NX_BENCHMARK_CACHE: paths.cache,
    NX_BENCHMARK_RUN_ID: `${MARK}-${name}`,
    // Where Nx itself keeps files that it leaves on purpose.
    NX_SOCKET_DIR: join(folder, 'nx'),
    TMPDIR: paths.temporary,
    // What a process of the run can be recognised by, whatever becomes of it.
    NX_BENCHMARK_PROOF: `${MARK}-${name}`,
  };
}

function phaseOf(output) {
  if (/: round \d/.test(output)) return 'rounds';
  if (/an iteration;/.test(output)) return 'rounds';
  if (/^(baseline|candidate): /m.test(output)) return 'calibration';
  if (/installing the/.test(output)) return 'install';
  if (/building the/.test(output)) return 'build';
  if (/preparing pip/.test(output)) return 'tools';
  return 'start';
}

/** As the next run starts: the engine tidies up when it is connected. */
async function nextStart(engine) {
  const script = `
    const { connectEngine } = require(${JSON.stringify(require.resolve('./dist/engine/connect-engine.js'))});
    const request = { engine: ${JSON.stringify(engine)}, image: ${JSON.stringify(IMAGE)}, python: 'python3', installNetwork: 'auto',
      measuringNetwork: 'none', workspaceRoot: ${JSON.stringify(paths.workspace)}, runId: ${JSON.stringify(`${MARK}-next`)} };
    connectEngine(request).then((engine) => engine.dispose());`;
  execFileSync(process.execPath, ['-e', script], { env: environment('next'), stdio: 'inherit' });
}

/** Waits for processes and running containers to end, from the first they must do by themselves. */
async function untilGone(name, since) {
  for (;;) {
    // One that was made and never started stays until somebody sweeps.
    const ending =
      docker === undefined ? [] : (await containersOf(name)).filter((one) => one.State !== 'created');
    if (processesOfRun(name).length + ending.length === 0) return false;
    if (Date.now() - since > OUTLIVES_SECONDS * 1000) return true;
    await pause(0.05);
  }
}

async function count(name, output) {
  return numbers(await details(name, output));
}

function numbers(lists) {
  return Object.fromEntries(Object.entries(lists).map(([what, list]) => [what, list.length]));
}

async function details(name, output = '') {
  return {
    containers:
      docker === undefined ? [] : (await containersOf(name)).map(({ Id, State }) => `${State} ${Id}`),
    volumes: docker === undefined ? [] : await volumesLeft(),
    images: docker === undefined ? [] : (await imagesOfProof({ dangling: ['true'] })).map(({ Id }) => Id),
    processes: processesOfRun(name).map((pid) => `${pid} ${commandOf(pid)}`),
    folders: [
      ...namesIn(paths.temporary).filter((file) => /^(nx-benchmark|pip|tmp)/.test(file)),
      ...['tools', 'environment'].flatMap((kind) =>
        namesIn(join(paths.cache, kind)).filter(
          (layer) => !existsSync(join(paths.cache, kind, layer, '.complete')),
        ),
      ),
    ],
    broken: [...brokenArtifacts(join(paths.workspace, 'benchmark-artifacts')), ...brokenWheels()],
    lost: lostRounds(name, output),
  };
}

async function containersOf(name) {
  return docker.listContainers({ all: true, filters: { label: [`nx-benchmark.run=${MARK}-${name}`] } });
}

async function imagesOfProof(filters) {
  const images = await docker.listImages({ filters: { ...filters, label: ['nx-benchmark=1'] } });
  return images.filter(({ Labels }) => Labels?.['nx-benchmark.run']?.startsWith(MARK));
}

/** The base image of the proof declares a volume, so every container has one that only its container ID names. */
async function volumesLeft() {
  const { Volumes } = await docker.listVolumes();
  const there = new Set((Volumes ?? []).map(({ Name }) => Name));
  return [...volumesSeen].filter((volume) => there.has(volume));
}

async function watchVolumes() {
  const stream = await docker.getEvents({
    filters: { type: ['container'], event: ['create', 'start'], label: ['nx-benchmark=1'] },
  });
  stream.on('data', (data) => {
    for (const line of String(data).split('\n').filter(Boolean)) {
      const event = JSON.parse(line);
      if (!event.Actor.Attributes['nx-benchmark.run']?.startsWith(MARK)) continue;
      docker
        .getContainer(event.Actor.ID)
        .inspect()
        .then(({ Mounts }) => {
          for (const mount of Mounts) if (mount.Type === 'volume') volumesSeen.add(mount.Name);
        })
        // Gone before we could look.
        .catch(() => undefined);
    }
  });
  return () => stream.destroy();
}

/** Looked for by a variable in their environment, which all that they start inherit. */
function processesOfRun(name) {
  return processesMarked(`NX_BENCHMARK_PROOF=${MARK}-${name}\0`).filter((pid) => !isHelper(pid));
}

/** Of all runs. */
function helpers() {
  return processesMarked(`NX_BENCHMARK_PROOF=${MARK}-`).filter(isHelper);
}

function isHelper(pid) {
  return commandOf(pid).includes('plugin-worker.js');
}

function processesMarked(mark) {
  return namesIn('/proc')
    .filter((pid) => /^\d+$/.test(pid))
    .filter((pid) => `${read(`/proc/${pid}/environ`)}\0`.includes(mark))
    .map(Number);
}

function commandOf(pid) {
  return read(`/proc/${pid}/cmdline`).replaceAll('\0', ' ').trim();
}

function brokenArtifacts(root) {
  return filesBelow(root).filter((file) => {
    const text = read(file);
    if (file.endsWith('.json')) return !parses(text);
    // A line without its end is one that was being written.
    if (file.endsWith('.jsonl')) return !text.split('\n').slice(0, -1).every(parses);
    return false;
  });
}

/** pip takes whatever has the name of a wheel; a name that counts must hold a whole one. */
function brokenWheels() {
  return namesIn(join(paths.cache, 'wheels'))
    .filter((name) => wheelNames.has(name))
    .filter((name) => {
      const folder = join(paths.cache, 'wheels', name);
      const wheel = namesIn(folder).find((file) => file.endsWith('.whl'));
      if (wheel === undefined) return true;
      const { status, stdout } = spawnSync('python3', ['-m', 'zipfile', '-t', join(folder, wheel)]);
      return status !== 0 || String(stdout).includes('corrupt');
    });
}

/** @param output of the run: it tells of a round when the round is kept */
function lostRounds(name, output) {
  const stored = storedLines(name).length;
  const told = Math.max(
    0,
    ...[...output.matchAll(/^small: round (\d+)/gm)].map(([, number]) => Number(number)),
  );
  const lost = told > stored ? [`${told - stored} of ${told} rounds`] : [];
  if (stored < 2) return lost;
  const behind = ['baseline', 'candidate'].filter((side) => {
    const text = read(join(runFolder(name), 'work', side, 'results.small.json'));
    return !parses(text) || JSON.parse(text).benchmarks[0].runs.length < stored - 1;
  });
  return [...lost, ...behind.map((side) => `pyperf's file of the ${side} is behind`)];
}

/** Those that are whole. */
function storedLines(name) {
  return read(join(runFolder(name), 'work/rounds/small.jsonl'))
    .split('\n')
    .slice(0, -1);
}

function runFolder(name) {
  return join(paths.workspace, 'benchmark-artifacts', `${MARK}-${name}`);
}

/** Ours alone: packages have files whose names end in `.tmpl`. */
function isUnfinished(file) {
  return /\.[\w-]+\.tmp(\/|$)/.test(file);
}

function parses(text) {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** As on a fresh machine: no environment, no wheel, no layer of the runs before. */
async function scratch() {
  for (const path of [paths.cache, paths.temporary]) {
    rmSync(path, { recursive: true, force: true });
    mkdirSync(path, { recursive: true });
  }
  if (docker === undefined) return;
  // Those made last first: an image goes only when none is made of it.
  const images = (await imagesOfProof({})).sort((a, b) => b.Created - a.Created);
  for (const { Id } of images) await docker.getImage(Id).remove({ force: true });
}

async function makeImage() {
  if ((await docker.listImages({ filters: { reference: [BASE_IMAGE] } })).length === 0) {
    execFileSync('bash', [join(REPOSITORY, 'tools/make-base-image'), BASE_IMAGE], { stdio: 'inherit' });
  }
  const container = await docker.createContainer({
    Image: BASE_IMAGE,
    Cmd: ['true'],
    Volumes: { '/proof': {} },
  });
  const [repo, tag] = IMAGE.split(':');
  await container.commit({ repo, tag, changes: [`LABEL nx-benchmark-proof=${MARK}`] });
  await container.remove({ v: true, force: true });
  stopWatching = await watchVolumes();
}

async function tidy() {
  stopWatching();
  if (docker !== undefined) {
    await scratch();
    await docker
      .getImage(IMAGE)
      .remove()
      .catch(() => undefined);
  }
  if (options.keep) say(`kept: ${folder}`);
  else rmSync(folder, { recursive: true, force: true });
}

function makeWorkspace() {
  const write = (path, content) => {
    mkdirSync(dirname(join(paths.workspace, path)), { recursive: true });
    writeFileSync(join(paths.workspace, path), content);
  };
  for (const path of [paths.cache, paths.temporary, join(folder, 'nx')]) mkdirSync(path, { recursive: true });
  const library = join(folder, 'library');
  const baseline = `git+${pathToFileURL(library)}@v1.0`;
  const plugin = { plugin: 'nx-benchmark', options: { baseline, candidate: './new' } };
  write('nx.json', JSON.stringify({ plugins: [plugin], analytics: false, neverConnectToCloud: true }));
  write('package.json', '{ "name": "made", "private": true }');
  write('benchmarks/suitespec.yml', 'suites:\n  work:\n    paths: [new/*, benchmarks/work/*]\n');
  write('benchmarks/work/config.yaml', 'small:\n  size: 2000\n');
  write(
    'benchmarks/work/scenario.py',
    `import bm


class Work(bm.Scenario):
    size: int

    def run(self):
        import counting

        def loop(loops):
            for _ in range(loops):
                counting.count(self.size)

        yield loop
`,
  );
  // So much slower that the first look decides.
  for (const [side, version, factor] of [
    ['../library', '1.0', 1],
    ['new', '1.1', 2],
  ]) {
    write(
      `${side}/pyproject.toml`,
      `[project]\nname = "counting"\nversion = "${version}"\n\n[build-system]\nrequires = ["setuptools"]\nbuild-backend = "setuptools.build_meta"\n\n[tool.setuptools]\npy-modules = ["counting"]\n`,
    );
    write(`${side}/counting.py`, `def count(size):\n    return sum(range(${factor} * size))\n`);
  }
  const git = (...more) =>
    execFileSync('git', ['-c', 'user.name=Proof', '-c', 'user.email=proof@localhost', ...more], {
      cwd: library,
    });
  git('init', '--quiet');
  git('add', '.');
  git('commit', '--quiet', '--message=the first version');
  git('tag', 'v1.0');
  symlinkSync(join(REPOSITORY, 'node_modules'), join(paths.workspace, 'node_modules'));
}

/** Numbers from 0 to 1 that follow from the seed. */
function randomNumbers(seed) {
  let at = 0;
  return () => createHash('sha256').update(`${seed}/${at++}`).digest().readUInt32BE(0) / 2 ** 32;
}

function total(counts) {
  return Object.values(counts).reduce((sum, number) => sum + number, 0);
}

function filesBelow(root) {
  if (!existsSync(root)) return [];
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
}

function namesIn(path) {
  return existsSync(path) ? readdirSync(path) : [];
}

function read(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

function pause(seconds) {
  return new Promise((done) => setTimeout(done, seconds * 1000));
}

function print(line) {
  process.stdout.write(`${line}\n`);
}

function say(line) {
  process.stderr.write(`${line}\n`);
}
