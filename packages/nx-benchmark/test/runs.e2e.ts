import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { type AddressInfo, connect, createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import Docker from 'dockerode';
import { cacheFolder } from '../src/engine/connect-engine';
import { DockerEngine } from '../src/engine/docker/docker-engine';
import { parseCpuList } from '../src/plan/parse-cpu-list';
import { type MadeWorkspace, makeWorkspace } from './made-workspace';
import { type NxOptions, nx } from './nx';

let workspace: MadeWorkspace;

beforeAll(() => {
  workspace = makeWorkspace(0.1);
});

afterAll(() => workspace.remove());

const run = (arguments_: string[], options: NxOptions = {}) =>
  nx(['run', 'work:benchmark', ...arguments_], { cwd: workspace.root, ...options });

const folderOf = (runId: string) => join(workspace.artifacts, runId, 'work');
const read = (runId: string, path: string) => readFileSync(join(folderOf(runId), path), 'utf8');
const manifestOf = (runId: string) => JSON.parse(read(runId, 'manifest.json'));

interface Line {
  readonly index: number;
  readonly cpus: readonly number[];
  readonly startedAt: string;
  readonly seconds: number;
}

const linesOf = (runId: string, config: string): string[] =>
  existsSync(join(folderOf(runId), `rounds/${config}.jsonl`))
    ? read(runId, `rounds/${config}.jsonl`).trimEnd().split('\n')
    : [];
const roundsOf = (runId: string, config: string): Line[] =>
  linesOf(runId, config).map((line) => JSON.parse(line));
const begin = ({ startedAt }: Line) => Date.parse(startedAt) / 1000;
const end = (round: Line) => begin(round) + round.seconds;

const allowed = parseCpuList(
  /Cpus_allowed_list:\s*(\S+)/.exec(readFileSync('/proc/self/status', 'utf8'))![1]!,
  1,
);

describe.each(['docker', 'local'])('on the engine %s', (engine) => {
  it('goes on with a run whose process was killed, at its next round', async () => {
    const runId = `${engine}-killed`;
    const first = await run([`--engine=${engine}`, `--runId=${runId}`], {
      watch: (output, child) => {
        if (/: round \d+, next look/.test(output)) process.kill(-child.pid!, 'SIGKILL');
      },
    });
    expect(first.signal).toBe('SIGKILL');
    expect(manifestOf(runId).state).toBe('running');
    const before = { small: linesOf(runId, 'small'), large: linesOf(runId, 'large') };
    const finished = before.small.length + before.large.length;
    expect(finished).toBeGreaterThan(0);

    const { code, output } = await run([`--engine=${engine}`, `--runId=${runId}`]);
    expect(output).toContain(`going on with the run ${runId}: ${finished} rounds are there, open are `);
    expect(output).not.toContain('an iteration;');
    expect(output).toContain('small: regression (blocking)');
    expect(output).toContain('large: regression (blocking)');
    expect(code).toBe(1);
    expect(manifestOf(runId)).toMatchObject({ state: 'complete', continued: [{ rounds: finished }] });
    for (const config of ['small', 'large'] as const) {
      const after = linesOf(runId, config);
      expect(after.slice(0, before[config].length)).toEqual(before[config]);
      expect(roundsOf(runId, config).map(({ index }) => index)).toEqual(after.map((_, at) => at));
      for (const side of ['baseline', 'candidate']) {
        const { benchmarks } = JSON.parse(read(runId, `${side}/results.${config}.json`));
        expect(benchmarks[0].runs).toHaveLength(after.length);
      }
    }

    const manifest = read(runId, 'manifest.json');
    const again = await run([`--engine=${engine}`, `--runId=${runId}`]);
    expect(again.output).toContain('holds a verdict on each config asked for; nothing is measured again');
    expect(again.output).toContain('small: regression (blocking)');
    expect(again.code).toBe(1);
    expect(read(runId, 'manifest.json')).toBe(manifest);
  });

  it('measures configs at once on the CPUs it is given', async () => {
    const runId = `${engine}-parallel`;
    const cpus = allowed.slice(0, 2);
    expect(cpus).toHaveLength(2);
    const { output } = await run([`--engine=${engine}`, `--runId=${runId}`, `--cpus=${cpus.join(',')}`]);
    expect(output).toContain(`measuring 2 configs at once, on CPU ${cpus.join(', ')}`);
    expect(output).toContain('small: regression');
    expect(output).toContain('large: regression');
    const [small, large] = [roundsOf(runId, 'small'), roundsOf(runId, 'large')];
    const all = [...small, ...large];
    const atOnce = (a: Line, b: Line) => a !== b && begin(a) < end(b) && begin(b) < end(a);
    for (const rounds of [small, large, ...cpus.map((cpu) => all.filter((round) => round.cpus[0] === cpu))]) {
      expect(rounds.length).toBeGreaterThan(0);
      expect(rounds.some((a) => rounds.some((b) => atOnce(a, b)))).toBe(false);
    }
    expect(small.some((a) => large.some((b) => atOnce(a, b)))).toBe(true);
    expect(new Set(small.map((round) => round.cpus.join()))).toEqual(new Set(cpus.map(String)));
  });
});

describe('two runs at once', () => {
  it('measure one after the other on the same CPU; the second says for whom it waits', async () => {
    const cpu = `--cpus=${allowed[0]}`;
    const others: ReturnType<typeof nx>[] = [];
    const ended: string[] = [];
    // Equal sides: nothing is decided before the others have come to the lock.
    const first = await run(['--engine=local', '--runId=first', cpu, '--candidate=./old'], {
      watch: (output) => {
        if (others.length > 0 || !output.includes('an iteration;')) return;
        others.push(
          run(['--engine=local', '--runId=second', cpu, '--configs=small']),
          run(['--engine=local', '--runId=third', cpu], {
            watch: (output, child) => {
              if (output.includes('waiting for CPU')) process.kill(-child.pid!, 'SIGINT');
            },
          }).finally(() => ended.push('third')),
        );
      },
    });
    ended.push('first');
    expect(first.output).toMatch(/^small: (no change|inconclusive|regression|improvement)/m);
    const [second, third] = await Promise.all(others);
    expect(second!.output).toMatch(
      new RegExp(`^waiting for CPU ${allowed[0]}: work, run first, process \\d+$`, 'm'),
    );
    expect(second!.output).toContain('small: regression');
    const last = Math.max(...['small', 'large'].flatMap((config) => roundsOf('first', config).map(end)));
    const next = Math.min(...roundsOf('second', 'small').map(begin));
    expect(next).toBeGreaterThan(last);
    expect(third!.output).toContain('waiting for CPU');
    expect(existsSync(join(folderOf('third'), 'manifest.json'))).toBe(false);
    expect(ended).toEqual(['third', 'first']);
  });

  it('that are the same run: the second waits, and finds it done', async () => {
    const others: ReturnType<typeof nx>[] = [];
    const arguments_ = ['--engine=local', '--runId=same', '--configs=small'];
    await run(arguments_, {
      watch: (output) => {
        if (others.length === 0 && output.includes('an iteration;')) others.push(run(arguments_));
      },
    });
    const second = await others[0]!;
    expect(second.output).toMatch(/^waiting for process \d+, which measures work, run same$/m);
    expect(second.output).toContain('nothing is measured again');
    expect(second.output).toContain('small: regression');
  });
});

describe('the machine whose CPUs are locked', () => {
  it('is this host for an engine behind a local socket, and the engine itself for one behind the network', async () => {
    const image = { name: 'unused', folder: '/' };
    const settings = {
      python: 'python3',
      installNetwork: 'auto',
      measuringNetwork: 'none',
      memory: undefined,
    };
    const machineId = async () =>
      (await DockerEngine.connect(image, settings, 'one', cacheFolder())).machineId();
    expect(await machineId()).toBeUndefined();
    // A network of one machine: the local socket behind a port.
    const proxy = createServer((client) => {
      const engine = connect('/var/run/docker.sock');
      for (const socket of [client, engine]) socket.on('error', () => undefined);
      client.pipe(engine).pipe(client);
    });
    await once(proxy.listen(0, '127.0.0.1'), 'listening');
    process.env.DOCKER_HOST = `tcp://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
    try {
      expect(await machineId()).toBe((await new Docker().info()).ID);
    } finally {
      delete process.env.DOCKER_HOST;
      proxy.close();
    }
  });
});

describe('a run that cannot be had', () => {
  it('names what differs from the rounds that are there', async () => {
    await run(['--engine=local', '--runId=differs', '--configs=small']);
    const { code, output } = await run(['--engine=local', '--runId=differs', '--candidate=./old']);
    expect(output).toContain(
      'error: The run differs cannot go on with work, since its rounds were measured otherwise',
    );
    expect(output).toContain(
      'candidate was counting 1.1 (counting-1.1-py3-none-any.whl) and is counting 1.0 (counting-1.0-py3-none-any.whl)',
    );
    expect(output).toContain('hint:');
    expect(code).toBe(1);
  });

  it.each([
    ['--cpus=one', '"one" is neither a CPU nor a range of CPUs.'],
    ['--cpus=99999', 'CPU 99999 is not there or not allowed.'],
    ['--cpus=0 --cpusPerRun=2', 'a round needs 2 CPUs'],
  ])('says what is wrong with %s', async (options, sentence) => {
    const { code, output } = await run(['--engine=local', ...options.split(' ')]);
    expect(output).toContain(sentence);
    expect(output).toContain('hint:');
    expect(code).toBe(1);
  });
});
