import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import Docker from 'dockerode';
import { type MadeWorkspace, makeWorkspace } from './made-workspace';
import { type NxOptions, nx } from './nx';

let workspace: MadeWorkspace;

beforeAll(() => {
  workspace = makeWorkspace(0.1);
});

afterAll(() => workspace.remove());

const run = (arguments_: string[], options: NxOptions = {}) =>
  nx(['run', ...arguments_], { cwd: workspace.root, ...options });

const analyze = async (...arguments_: string[]) =>
  JSON.parse(
    (await run(['benchmarks:analyze', '--json', ...arguments_])).stdout
      .replace(/^[^{]*/, '')
      .replace(/[^}]*$/, ''),
  );

/** Of one run: other runs on the same engine are none of its business. */
const containersOf = (runId: string) =>
  new Docker().listContainers({ all: true, filters: { label: [`nx-benchmark.run=${runId}`] } });

/** The two engines give the same answers in the same words. */
describe.each(['docker', 'local'])('on the engine %s', (engine) => {
  it('finds a library that does a tenth more work, and fails the target', async () => {
    const { code, output } = await run([`work:benchmark`, `--engine=${engine}`, `--runId=${engine}-slower`]);
    expect(output).toContain('small: regression (blocking)');
    expect(output).toContain('large: regression (blocking)');
    expect(output).toContain('candidate  counting 1.1');
    expect(code).toBe(1);
    const { scenarios } = await analyze(`--runId=${engine}-slower`);
    for (const config of scenarios[0].configs) {
      expect(config).toMatchObject({ regression: true, level: 'blocking' });
      expect(config.low_percent).toBeLessThan(10);
      expect(config.high_percent).toBeGreaterThan(10);
    }
    expect(scenarios[0].engine.kind).toBe(engine);
  });

  it('passes with --failOn=never, and finds the library faster the other way round', async () => {
    const swapped = ['--baseline=./new', '--candidate=./old', '--configs=small', '--no-self-check'];
    const { code, output } = await run([`work:benchmark`, `--engine=${engine}`, ...swapped]);
    expect(output).toContain('small: improvement');
    expect(code).toBe(0);
    const options = ['--configs=small', '--fail-on=never', '--no-self-check'];
    const slower = await run([`work:benchmark`, `--engine=${engine}`, ...options]);
    expect(slower.output).toContain('small: regression (blocking)');
    expect(slower.code).toBe(0);
  });

  it('fails for a scenario that fails, names all a user needs, and keeps the other config', async () => {
    const scenario = join(workspace.root, 'benchmarks/work/scenario.py');
    const sound = readFileSync(scenario, 'utf8');
    const check = '        import counting\n        assert self.size > 5000, "too small to count"\n';
    writeFileSync(scenario, sound.replace('        import counting\n', check));
    try {
      const { code, output } = await run([
        `work:benchmark`,
        `--engine=${engine}`,
        `--runId=${engine}-failing`,
      ]);
      expect(output).toContain(
        'error: work, config small, baseline: the process ended with exit status 1. Its last lines:',
      );
      expect(output).toContain('AssertionError: too small to count');
      expect(output).toContain('large: regression (blocking)');
      expect(code).toBe(1);
    } finally {
      writeFileSync(scenario, sound);
    }
  });

  it('measures one side after the other where only one process of the scenario can run, and says so', async () => {
    const scenario = join(workspace.root, 'benchmarks/work/scenario.py');
    const sound = readFileSync(scenario, 'utf8');
    const taken =
      '        import counting, socket\n        taken = socket.create_server(("127.0.0.1", 47113))\n';
    writeFileSync(scenario, sound.replace('        import counting\n', taken));
    try {
      const runId = `${engine}-interleaved`;
      const options = [
        `--engine=${engine}`,
        `--runId=${runId}`,
        '--configs=small',
        '--maxRounds=8',
        '--no-self-check',
      ];
      const { output } = await run([`work:benchmark`, ...options]);
      expect(output).toMatch(/small: .* an iteration; interleaved, \d+ pairs/);
      expect(output.replace(/\s+/g, ' ')).toContain(
        'a second process of the scenario could not run beside the first (OSError: [Errno 98] Address already in use',
      );
      const { scenarios } = await analyze(`--runId=${runId}`);
      expect(scenarios[0].configs[0]).toMatchObject({ failure: null, rounds: expect.any(Number) });
      expect(scenarios[0].configs[0].verdict).not.toBe('improvement');
    } finally {
      writeFileSync(scenario, sound);
    }
  });

  // Equal sides: nothing is decided before it is stopped.
  it('stops at Ctrl-C, keeps the finished rounds and leaves nothing running', async () => {
    let stopped = 0;
    await run([`work:benchmark`, `--engine=${engine}`, `--runId=${engine}-stopped`, '--candidate=./old'], {
      watch: (output, child) => {
        if (stopped === 0 && /: round \d+, next look/.test(output)) {
          stopped = Date.now();
          process.kill(-child.pid!, 'SIGINT');
        }
      },
    });
    expect(stopped).toBeGreaterThan(0);
    const folder = join(workspace.artifacts, `${engine}-stopped/work`);
    const rounds = readdirSync(join(folder, 'rounds')).flatMap((file) =>
      readFileSync(join(folder, 'rounds', file), 'utf8')
        .trimEnd()
        .split('\n'),
    );
    expect(rounds.length).toBeGreaterThan(0);
    for (const line of rounds) JSON.parse(line);
    const { scenarios } = await analyze(`--runId=${engine}-stopped`);
    expect(scenarios[0].state).toBe('interrupted');
    expect(scenarios[0].configs.map(({ verdict }: { verdict: string }) => verdict)).toContain('inconclusive');
    await eventually(async () => expect(await containersOf(`${engine}-stopped`)).toEqual([]));
  });
});

describe('a workspace', () => {
  it('builds nothing twice: another config, a changed scenario', async () => {
    const scenario = join(workspace.root, 'benchmarks/work/scenario.py');
    writeFileSync(scenario, `${readFileSync(scenario, 'utf8')}\n# changed\n`);
    const { output } = await run(['work:benchmark', '--configs=large', '--no-self-check']);
    expect(output).toContain('large: regression');
    expect(output).not.toMatch(/installing|building|preparing/);
  });

  it('builds a changed source anew', async () => {
    const source = join(workspace.root, 'new/counting.py');
    // Content that no machine has built before.
    writeFileSync(source, `${readFileSync(source, 'utf8').replace('1.1', '1.2')}\n# ${randomUUID()}\n`);
    const { output } = await run(['work:benchmark', '--configs=small', '--no-self-check']);
    expect(output).toContain("building the candidate's wheel");
    expect(output).not.toContain("building the baseline's wheel");
  });

  it('restores a finished run from the cache, into the run of the new command and with the old date', async () => {
    const arguments_ = ['work:benchmark:local', '--configs=small', '--failOn=never'];
    const measured = await run(arguments_);
    expect(measured.output).not.toContain('local cache');
    const date = /measured {3}.*/.exec(measured.output)![0];
    rmSync(workspace.artifacts, { recursive: true });

    // The run's ID is no part of the key where it does not stand on the command line.
    const restored = await run(arguments_, { env: { NX_BENCHMARK_RUN_ID: 'mine' } });
    expect(restored.output).toContain('local cache');
    expect(restored.output).toContain(date);
    expect(readdirSync(join(workspace.artifacts, 'mine')).sort()).toEqual([
      'summary.json',
      'summary.txt',
      'work',
    ]);
    const table = readFileSync(join(workspace.artifacts, 'mine/summary.txt'), 'utf8');
    expect(table).toMatch(/^work\/small +blocking +\+/m);
    expect(restored.output).toContain(table.trimEnd());
    expect((await analyze()).scenarios[0].configs[0]).toMatchObject({ name: 'small', regression: true });
  });

  it('measures anew when something that no suite lists can change the number', async () => {
    const arguments_ = ['work:benchmark:local', '--configs=small', '--failOn=never'];
    await run(arguments_);
    workspace.write('old/setup.cfg', '# decides how the baseline is built\n');
    expect((await run(arguments_)).output).not.toContain('local cache');
    expect((await run(arguments_)).output).toContain('local cache');
    expect((await run([...arguments_, '--skip-nx-cache'])).output).not.toContain('local cache');
  });

  it('says where it looked for an engine, why there is none, and what else there is', async () => {
    const env = { DOCKER_HOST: 'unix:///no/such/docker.sock' };
    const { code, output } = await run(['work:benchmark', '--skip-nx-cache'], { env });
    expect(output).toContain(
      'error: No Docker engine at unix:///no/such/docker.sock (DOCKER_HOST): the socket does not exist',
    );
    expect(output).toContain('--engine=local');
    expect(code).toBe(1);
  });

  it.each([
    [['--configs=tiny'], 'error: work has no config "tiny".', 'Its configs: small, large.'],
    [['--baseline='], 'error: --baseline is empty.', '--candidate='],
    [['--baseline=counting==999'], 'error: Could not install the baseline', 'the index has'],
    [['--runId=../x'], 'error: --runId=../x cannot name a run.', 'hint:'],
    [['--image=no-such-image:here', '--imageCommand=true'], 'error: The image no-such-image:here', 'hint:'],
    [['--engine=podman'], "'engine'", 'docker'],
    [['--confgs=small'], "'confgs'", 'confgs'],
  ])('refuses %j in a sentence', async (arguments_, sentence, more) => {
    const { code, output } = await run(['work:benchmark', '--skip-nx-cache', ...arguments_]);
    expect(output.toLowerCase()).toContain(sentence.toLowerCase());
    expect(output.toLowerCase()).toContain(more.toLowerCase());
    expect(output).not.toContain('    at ');
    expect(code).toBe(1);
  });

  it('names the place in the file when a suite is wrong', async () => {
    const file = join(workspace.root, 'benchmarks/suitespec.yml');
    const sound = readFileSync(file, 'utf8');
    writeFileSync(file, `${sound}  broken:\n    paths: ['@nowhere']\n`);
    try {
      const { output } = await nx(['show', 'projects'], { cwd: workspace.root });
      expect(output).toContain("benchmarks/suitespec.yml:5:13: there is no component 'nowhere'");
    } finally {
      writeFileSync(file, sound);
    }
  });
});

/** The engine removes a container a moment after its owner has gone. */
async function eventually(check: () => Promise<void>): Promise<void> {
  const end = Date.now() + 10_000;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() > end) throw error;
      await new Promise((done) => setTimeout(done, 200));
    }
  }
}
