import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type MadeWorkspace, makeWorkspace } from '../made-workspace';
import { type NxOptions, nx } from '../nx';

/** A library in C, built for Docker by a compiler that the measured image lacks. */
let workspace: MadeWorkspace;
let cache: string;

const TOOLCHAIN = {
  image: 'nx-benchmark/python:toolchain',
  imageCommand: 'bash tools/make-base-image --add="gcc libc6-dev python3-dev" nx-benchmark/python:toolchain',
};

beforeAll(() => {
  workspace = makeWorkspace(0);
  cache = mkdtempSync(join(tmpdir(), 'native-cache-'));
  library('old', '1.0', 1);
  library('new', '1.1', 1.5);
  options({ toolchain: TOOLCHAIN });
});

afterAll(() => {
  workspace.remove();
  rmSync(cache, { recursive: true, force: true });
});

const run = (arguments_: readonly string[], more: NxOptions = {}) =>
  nx(['run', 'work:benchmark', '--skip-nx-cache', '--configs=small', ...arguments_], {
    cwd: workspace.root,
    ...more,
    env: { NX_BENCHMARK_CACHE: cache, ...more.env },
  });

const built = (output: string) => output.split('\n').filter((line) => /^building the .* wheel/.test(line));

describe('a native library', () => {
  it('is built once, with the flags of a release, and its log is kept', async () => {
    const { output } = await run(['--runId=first']);
    expect(output).toContain('small: regression (blocking)');
    expect(built(output)).toHaveLength(2);
    const log = readFileSync(join(workspace.artifacts, 'first/work/candidate/build.log'), 'utf8');
    expect(log).toMatch(/gcc .*-O[23].*counting\.c/);
    expect(log).not.toMatch(/gcc .*-O0/);
    expect(log).toContain(`built in    Docker`);
    expect(log).toMatch(/CMAKE_BUILD_PARALLEL_LEVEL=\d+/);
    const { notIsolated } = manifest('first').engine;
    expect(notIsolated).toEqual([]);
  });

  it('is not built again for a changed scenario or another run; a changed line of its source builds its side alone', async () => {
    workspace.write('benchmarks/work/helper.py', '# new\n');
    const again = await run(['--runId=again']);
    expect(again.output).not.toMatch(/building|installing|preparing/);
    // The log of the build is kept with the wheel.
    expect(readdirSync(join(workspace.artifacts, 'again/work/candidate'))).toContain('build.log');

    const source = join(workspace.root, 'new/counting.c');
    writeFileSync(source, `${readFileSync(source, 'utf8')}\n/* changed */\n`);
    const changed = await run(['--runId=changed']);
    expect(built(changed.output)).toEqual([expect.stringContaining("the candidate's wheel")]);
  });

  it('is built by one of two processes that need it, while the other waits', async () => {
    const source = join(workspace.root, 'new/counting.c');
    writeFileSync(source, `${readFileSync(source, 'utf8')}\n/* changed again */\n`);
    const others: ReturnType<typeof run>[] = [];
    const first = await run(['--runId=one'], {
      watch: (output) => {
        if (others.length === 0 && built(output).length > 0)
          others.push(run(['--runId=two', '--configs=large']));
      },
    });
    const second = await others[0]!;
    expect(built(first.output)).toHaveLength(1);
    expect(built(second.output)).toHaveLength(0);
    expect(second.output).toContain('large: regression');
  });

  it('refuses variables that make a slow build, wherever they come from', async () => {
    const local = await run(['--engine=local'], { env: { DD_FAST_BUILD: '1' } });
    expect(local.output).toContain('error: DD_FAST_BUILD is set in the environment of the build');
    expect(local.code).toBe(1);

    options({ toolchain: TOOLCHAIN, buildEnv: { SLOW: '1' }, forbiddenVariables: ['SLOW'] });
    const named = await run([]);
    expect(named.output).toContain('error: SLOW is set in buildEnv');

    workspace.write('build/Dockerfile', `FROM ${TOOLCHAIN.image}\nENV DD_FAST_BUILD=1\n`);
    options({ toolchain: { dockerfile: 'build/Dockerfile' } });
    const image = await run([]);
    expect(image.output).toContain('error: DD_FAST_BUILD is set in the environment of the build');
  });

  it('is built in the image of a Dockerfile, with the variables that buildEnv names', async () => {
    workspace.write('build/Dockerfile', `FROM ${TOOLCHAIN.image}\nCOPY note /note\nRUN cat /note\n`);
    workspace.write('build/note', 'a file of the context\n');
    options({ toolchain: { dockerfile: 'build/Dockerfile' }, buildEnv: { CFLAGS: '-DNDEBUG -O3 -DMARKED' } });
    const { output } = await run(['--runId=dockerfile']);
    expect(output).toContain('small: regression (blocking)');
    const log = readFileSync(join(workspace.artifacts, 'dockerfile/work/candidate/build.log'), 'utf8');
    expect(log).toMatch(/gcc .*-O3 -DMARKED.*counting\.c/);
    const again = await run(['--runId=dockerfile-again', '--configs=large']);
    expect(again.output).toContain('large: regression');
    expect(again.output).not.toMatch(/wheel|installing|preparing/);

    workspace.write('build/Dockerfile', `FROM ${TOOLCHAIN.image}\nRUN false\n`);
    const broken = await run([]);
    expect(broken.output).toMatch(
      /error: The image of .*build\/Dockerfile could not be built: .*'?\/bin\/sh -c false'? returned/,
    );
  });

  it('without a compiler, or with a mistake in its source, fails with the way out and the whole log', async () => {
    options({});
    const bare = await run(['--runId=bare']);
    expect(bare.output).toContain('toolchain');
    expect(bare.code).toBe(1);

    options({ toolchain: TOOLCHAIN });
    const source = join(workspace.root, 'new/counting.c');
    writeFileSync(source, `${readFileSync(source, 'utf8')}\nint oops(void) { return nowhere; }\n`);
    const { output, code } = await run(['--runId=mistake']);
    expect(code).toBe(1);
    const file = join(workspace.artifacts, 'mistake/work/candidate/build.log');
    expect(output).toContain(`The whole log: ${file}`);
    expect(readFileSync(file, 'utf8')).toMatch(/nowhere.*undeclared/);
    // What failed is not there to be found.
    const [next] = built((await run([])).output);
    expect(next).toContain('candidate');
  });

  it('says what its build says at once, and what that cannot download', async () => {
    const heard = join(workspace.root, 'heard');
    writeFileSync(join(workspace.root, 'new/setup.py'), DOWNLOADING.replace('HEARD', heard));
    const { output, code } = await run(['--engine=local', '--verbose'], {
      watch: (text) => {
        if (text.includes('waiting for an ear')) writeFileSync(heard, '');
      },
    });
    expect(output).not.toContain('nobody heard');
    expect(output).toContain('something besides the package index cannot be reached: Connection refused');
    expect(code).toBe(1);
  });
});

// biome-ignore lint/suspicious/noExplicitAny: a JSON document, looked at in places.
function manifest(runId: string): any {
  return JSON.parse(readFileSync(join(workspace.artifacts, runId, 'work/manifest.json'), 'utf8'));
}

function options(more: Readonly<Record<string, unknown>>): void {
  const file = join(workspace.root, 'nx.json');
  const { plugins } = JSON.parse(readFileSync(file, 'utf8'));
  const { baseline, candidate, image, imageCommand } = plugins[0].options;
  plugins[0].options = { baseline, candidate, image, imageCommand, ...more };
  writeFileSync(file, JSON.stringify({ plugins }));
}

function library(folder: string, version: string, factor: number): void {
  const write = (path: string, content: string) => {
    mkdirSync(dirname(join(workspace.root, folder, path)), { recursive: true });
    writeFileSync(join(workspace.root, folder, path), content);
  };
  rmSync(join(workspace.root, folder), { recursive: true });
  write(
    'pyproject.toml',
    `[project]\nname = "counting"\nversion = "${version}"\n\n[build-system]\nrequires = ["setuptools"]\nbuild-backend = "setuptools.build_meta"\n`,
  );
  write(
    'setup.py',
    'from setuptools import Extension, setup\n\nsetup(ext_modules=[Extension("counting", ["counting.c"])])\n',
  );
  write('counting.c', SOURCE.replace('FACTOR', factor.toFixed(1)));
}

/** Waits until somebody answers its words, then for what is not there. */
const DOWNLOADING = `
import os, time, urllib.request

print("waiting for an ear")
deadline = time.monotonic() + 60
while not os.path.exists("HEARD"):
    if time.monotonic() > deadline:
        raise SystemExit("nobody heard")
    time.sleep(0.1)
urllib.request.build_opener(urllib.request.ProxyHandler({})).open("http://127.0.0.1:1/")
`;

const SOURCE = `#include <Python.h>

static PyObject *count(PyObject *self, PyObject *argument)
{
    double size = PyFloat_AsDouble(argument);
    volatile long total = 0;
    for (long item = 0; item < size * FACTOR; item++)
        total += item;
    return PyLong_FromLong(total);
}

static PyMethodDef methods[] = {{"count", count, METH_O, NULL}, {NULL, NULL, 0, NULL}};
static struct PyModuleDef module = {PyModuleDef_HEAD_INIT, "counting", NULL, -1, methods};

PyMODINIT_FUNC PyInit_counting(void) { return PyModule_Create(&module); }
`;
