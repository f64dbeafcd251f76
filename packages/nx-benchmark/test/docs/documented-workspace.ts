import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { type MadeRepository, makeRepository } from '../../src/listing/testing/made-repository';
import { REPOSITORY } from '../nx';

/** How many numbers a span adds up when it starts: what the change of the workspace is about. */
const NUMBERS = { before: 100, after: 150 };

const library = (numbers: number) => `
class Span:
    def __init__(self):
        self.sum = 0
        for number in range(${numbers}):
            self.sum += number

    def finish(self):
        for number in range(100):
            self.sum -= number
`;

const SCENARIO = `
import bm


class Spans(bm.Scenario):
    finish: bool

    def run(self):
        from ddtrace._trace.span import Span

        def loop(loops):
            for _ in range(loops):
                for _ in range(100):
                    span = Span()
                    if self.finish:
                        span.finish()

        yield loop
`;

const SUITESPEC = `
components:
  tracing: [ddtrace/_trace/*]
suites:
  span:
    paths: ['@tracing', benchmarks/span/*]
  tracer:
    paths: ['@tracing', ddtrace/_tracer.py, benchmarks/tracer/*]
`;

const PYPROJECT = `
[project]
name = "ddtrace"
version = "4.16.0"

[build-system]
requires = ["setuptools"]
build-backend = "setuptools.build_meta"

[tool.setuptools]
packages = ["ddtrace", "ddtrace._trace"]
`;

/**
 * Makes the workspace that the guide speaks of: a library named ddtrace, the scenarios `span` and `tracer`, and a change
 * that makes the start of a span slower, not committed yet.
 */
export function makeDocumentedWorkspace(): MadeRepository {
  const repository = makeRepository();
  const { root, write, commit } = repository;
  // The change is large: it needs neither a check of the machine nor a second look.
  const quick = { selfCheck: false, policy: { maxRounds: 6 } };
  const options = { baseline: 'git:merge-base', candidate: '.', engine: 'local', ...quick };
  write('nx.json', JSON.stringify({ plugins: [{ plugin: 'nx-benchmark', options }] }));
  write('package.json', '{ "name": "documented", "private": true }');
  write('.gitignore', 'node_modules\n.nx\nbenchmark-artifacts\nbuild\n*.egg-info\n');
  write('README.md');
  write('pyproject.toml', PYPROJECT);
  write('ddtrace/__init__.py', '');
  write('ddtrace/_trace/__init__.py', '');
  write('ddtrace/_trace/span.py', library(NUMBERS.before));
  write('benchmarks/suitespec.yml', SUITESPEC);
  for (const scenario of ['span', 'tracer']) write(`benchmarks/${scenario}/scenario.py`, SCENARIO);
  write('benchmarks/span/config.yaml', 'start:\n  finish: false\nstart-finish:\n  finish: true\n');
  write('benchmarks/tracer/config.yaml', 'trace:\n  finish: true\n');
  commit();
  write('ddtrace/_trace/span.py', library(NUMBERS.after));
  symlinkSync(join(REPOSITORY, 'node_modules'), join(root, 'node_modules'));
  return repository;
}
