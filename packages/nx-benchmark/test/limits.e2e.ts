import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type MadeWorkspace, makeWorkspace } from './made-workspace';
import { nx } from './nx';

let workspace: MadeWorkspace;
let scenario: string;
let sound: string;

beforeAll(() => {
  workspace = makeWorkspace(0.1);
  scenario = join(workspace.root, 'benchmarks/work/scenario.py');
  sound = readFileSync(scenario, 'utf8');
});

afterAll(() => workspace.remove());

const run = (...more: string[]) =>
  nx(['run', 'work:benchmark', '--configs=small', '--skip-nx-cache', '--failOn=never', ...more], {
    cwd: workspace.root,
  });

/** Before the scenario's loop, in every process. */
function setUp(lines: readonly string[]): void {
  const first = '        import counting\n';
  writeFileSync(scenario, sound.replace(first, first + lines.map((line) => `        ${line}\n`).join('')));
}

function manifest(runId: string) {
  return JSON.parse(readFileSync(join(workspace.artifacts, runId, 'work/manifest.json'), 'utf8'));
}

describe('in a container', () => {
  it('a scenario that takes too much memory is killed, and the limit and its option are named', async () => {
    setUp(['self.hoard = bytearray(400 * 1024 * 1024)']);
    const { code, output } = await run('--memory=256m');
    expect(output).toContain(
      'error: work, config small, baseline: the process was killed (137), probably because of the memory limit of 256 MB; --memory=SIZE sets another.',
    );
    expect(code).toBe(1);
  });

  it('a scenario may serve itself on loopback, and reaches nothing else', async () => {
    setUp([
      'import socket, threading',
      'assert [name for _, name in socket.if_nameindex()] == ["lo"], socket.if_nameindex()',
      'server = socket.create_server(("127.0.0.1", 0))',
      'threading.Thread(target=lambda: server.accept()[0].sendall(b"served"), daemon=True).start()',
      'client = socket.create_connection(server.getsockname())',
      'assert client.recv(6) == b"served"',
    ]);
    const { code, output } = await run('--runId=loopback');
    expect(output).not.toContain('error:');
    expect(code).toBe(0);
    expect(manifest('loopback').engine.notIsolated).toEqual([]);
  });

  it('a scenario gets the network that its suite names, with a caution', async () => {
    const suites = join(workspace.root, 'benchmarks/suitespec.yml');
    const before = readFileSync(suites, 'utf8');
    writeFileSync(suites, `${before}    network: host\n`);
    try {
      setUp(['import socket', 'assert len(socket.if_nameindex()) > 1, socket.if_nameindex()']);
      const plan = await run('--dryRun');
      expect(plan.output).toMatch(/network +auto while installing, host while measuring/);
      const { code, output } = await run('--runId=network');
      expect(code).toBe(0);
      expect(output).toContain('caution: measured with the network host');
      expect(manifest('network').engine.notIsolated).toEqual(['network']);
      writeFileSync(suites, `${before}    network: [a, b]\n`);
      const refused = await run('--dryRun');
      expect(refused.output).toContain("the network of the suite 'work' has no name");
    } finally {
      writeFileSync(suites, before);
    }
  });
});

describe('on this machine', () => {
  it('the manifest says what is not isolated', async () => {
    writeFileSync(scenario, sound);
    await run('--engine=local', '--runId=here');
    expect(manifest('here').engine.notIsolated).toEqual(
      expect.arrayContaining(['network', 'file system', 'memory']),
    );
  });
});

it('a scenario that stays silent for longer than the timeout counts as hung', async () => {
  setUp(['import time', 'time.sleep(600)']);
  const { code, output } = await run('--timeout=2');
  expect(output).toContain('error: work, config small, baseline: the process did not answer within 2 s');
  expect(code).toBe(1);
});

it.each([
  ['--memory=much', 'error: memory is much, which is no size.'],
  ['--memory=900g', 'error: The memory limit is 900.0 GB, and the engine has'],
  ['--timeout=0', "'timeout'"],
  ['--measuringNetwork=nowhere', 'error: The engine could not start a container:'],
])('%s is refused in a sentence', async (option, sentence) => {
  writeFileSync(scenario, sound);
  const { code, output } = await run(option);
  expect(output).toContain(sentence);
  expect(output).not.toContain('    at ');
  expect(code).toBe(1);
});
