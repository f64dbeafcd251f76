import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { readSuite } from '../graph/read-suite';
import { type Change, listScenarios } from './list-scenarios';
import { suiteFiles } from './suite-files';

/** The suite of this repository itself, against what users of ddtrace's own suite know. */
const REPOSITORY = resolve(__dirname, '../../../..');
const SUITE = { root: 'benchmarks', suitespecs: ['tests', 'benchmarks'] };

const { scenarios, problems } = readSuite(suiteFiles(REPOSITORY, SUITE.suitespecs), SUITE, REPOSITORY);

/** The names of ddtrace's own scenarios and configs, by whether a suitespec names the scenario. */
const ddtrace: Readonly<Record<'tracked' | 'untracked', Readonly<Record<string, readonly string[]>>>> =
  JSON.parse(readFileSync(join(__dirname, 'testdata/ddtrace-configs.json'), 'utf8'));

/** Configs that would measure nothing of their own: OpenTelemetry's SDK knows nothing of ddtrace's telemetry. */
const LEFT_OUT = ['otel_sdk_span start-finish-telemetry'];

const sorted = (texts: Iterable<string>) => [...texts].sort();

it('is without a fault', () => {
  expect(problems).toEqual([]);
});

it('has the scenarios of ddtrace, each in the suite or not as there', () => {
  const names = (tracked: boolean) =>
    scenarios.filter(({ suite }) => (suite !== undefined) === tracked).map(({ name }) => name);
  expect(sorted(names(true))).toEqual(sorted(Object.keys(ddtrace.tracked)));
  expect(sorted(names(false))).toEqual(sorted(Object.keys(ddtrace.untracked)));
});

it.each(Object.entries({ ...ddtrace.tracked, ...ddtrace.untracked }))(
  '%s has the configs of the same names',
  (name, configs) => {
    const wanted = configs.filter((config) => !LEFT_OUT.includes(`${name} ${config}`));
    const variants = scenarios.find((scenario) => scenario.name === name)?.variants ?? [];
    expect(sorted(variants.map((variant) => variant.name))).toEqual(sorted(wanted));
  },
);

it('gives each scenario the variables that its class declares', () => {
  const script = join(__dirname, 'testing/scenario-fields.py');
  const folders = [join(REPOSITORY, 'packages/nx-benchmark/harness'), join(REPOSITORY, SUITE.root)];
  const fields: Record<string, Record<string, boolean>> = JSON.parse(
    execFileSync('python3', [script, ...folders], { encoding: 'utf8' }),
  );
  const faults = scenarios.flatMap(({ name, variants }) =>
    variants.flatMap((variant) => {
      const declared = fields[name]!;
      const unknown = Object.keys(variant.variables).filter((variable) => !(variable in declared));
      const missing = Object.keys(declared).filter(
        (field) => declared[field] && !(field in variant.variables),
      );
      return [...unknown, ...missing].map((variable) => `${name} ${variant.name}: ${variable}`);
    }),
  );
  expect(faults).toEqual([]);
});

describe('a change selects first', () => {
  const selected = (change: Change) =>
    listScenarios({ workspaceRoot: REPOSITORY, suite: SUITE, change, ignore: [] }).scenarios.map(
      ({ scenario }) => scenario,
    );

  it.each([
    ['ddtrace/_trace/span.py', ['span', 'tracer']],
    ['ddtrace/trace/__init__.py', ['span', 'tracer']],
    ['ddtrace/internal/sampling.py', ['span', 'tracer']],
    ['ddtrace/internal/writer/writer.py', ['span', 'tracer']],
    ['ddtrace/propagation/http.py', ['http_propagation_extract', 'http_propagation_inject']],
    ['ddtrace/contrib/internal/flask/patch.py', ['flask_simple', 'flask_sqli']],
    ['ddtrace/contrib/internal/django/patch.py', ['django_simple', 'errortracking_django_simple']],
    ['ddtrace/appsec/_iast/_taint_tracking/aspects.py', ['appsec_iast_aspects']],
    ['ddtrace/appsec/_iast/_taint_tracking/aspects/aspect_split.cpp', ['appsec_iast_aspects_split']],
    ['ddtrace/appsec/_iast/_taint_tracking/aspects/aspects_os_path.cpp', ['appsec_iast_aspects_ospath']],
    ['ddtrace/appsec/_iast/_taint_tracking/taint_tracking/taint_range.cpp', ['appsec_iast_propagation']],
    ['ddtrace/opentelemetry/__init__.py', ['otel_span', 'otel_sdk_span']],
    ['src/native/rand.rs', ['rand', 'span', 'tracer']],
    ['src/native/lib.rs', ['span', 'tracer']],
    ['ddtrace/bootstrap/preload.py', ['startup']],
    ['ddtrace/auto.py', ['startup']],
    ['ddtrace/internal/core/event_hub.py', ['core_api']],
    ['ddtrace/internal/rate_limiter.py', ['rate_limiter']],
    ['ddtrace/internal/telemetry/writer.py', ['telemetry_add_metric']],
    ['ddtrace/_trace/sampling_rule.py', ['sampling_rule_matches']],
    ['ddtrace/errortracking/product.py', ['errortracking_django_simple', 'errortracking_flask_sqli']],
    ['ddtrace/internal/datadog/profiling/code_provenance.py', ['code_provenance']],
  ])('%s: %j', (file, wanted) => {
    expect(selected({ kind: 'files', files: [file] }).slice(0, wanted.length)).toEqual(wanted);
  });

  it.each(['docs/index.rst', 'tests/test_span.py', 'ddtrace/llmobs/__init__.py'])('%s: none', (file) => {
    expect(selected({ kind: 'files', files: [file] })).toEqual([]);
  });

  it('all of them, where what all are made of changes', () => {
    expect(selected({ kind: 'files', files: ['benchmarks/bm/tracing.py'] })).toHaveLength(scenarios.length);
    expect(selected({ kind: 'all' })).toHaveLength(scenarios.length);
  });
});
