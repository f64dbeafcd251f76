import { spawnSync } from 'node:child_process';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { parseJsonWithComments } from '../../src/commands/parse-json-with-comments';
import { normalizePluginOptions, type PluginOptions } from '../../src/graph/plugin-options';
import { settingsProblems } from '../../src/graph/suite-settings';
import { listScenarios } from '../../src/listing/list-scenarios';
import { listingJson } from '../../src/listing/listing-json';
import { jsonReport } from '../../src/report/json';
import { madeReport, madeVariant } from '../../src/report/testing/made-report';
import { parseConfig } from '../../src/suitespec/parse-config';
import { parseSuitespec } from '../../src/suitespec/parse-suitespec';
import { resolveSuites } from '../../src/suitespec/resolve-suites';
import { problemLine } from '../../src/suitespec/suitespec-problem';
import { REPOSITORY } from '../nx';
import { SCHEMAS, whyInvalid } from './executor-schemas';
import { keyPaths } from './key-paths';
import { markdownPages } from './markdown-pages';
import { type CodeBlock, pageParts } from './page-parts';

const parts = markdownPages().map(pageParts);

const blocksOf = (language: string) =>
  parts.flatMap(({ blocks }) => blocks.filter((block) => block.language === language));

/** What is wrong with the blocks of a language, each with its place; there has to be one, or nothing is tested. */
function problemsIn(language: string, check: (text: string) => readonly string[]): readonly string[] {
  const blocks = blocksOf(language);
  expect(blocks).not.toEqual([]);
  return blocks.flatMap((block) => problemsOf(block, check));
}

function problemsOf({ page, line, lines }: CodeBlock, check: (text: string) => readonly string[]): string[] {
  const place = `${page}:${line}`;
  try {
    return check(lines.join('\n')).map((problem) => `${place}: ${problem}`);
  } catch (error) {
    return [`${place}: ${(error as Error).message}`];
  }
}

type Json = Readonly<Record<string, unknown>>;

/** JSON of a page says by its keys what it is a part of. */
function jsonProblems(text: string): readonly string[] {
  const value = parseJsonWithComments(text) as Json;
  if (Array.isArray(value.plugins)) return value.plugins.flatMap((one: Json) => pluginProblems(one.options));
  if (value.plugin === 'nx-benchmark') return pluginProblems(value.options);
  if ('suites' in value) return listingProblems(value);
  if ('schema_version' in value) return [...keyPaths(value)].filter((key) => !reportKeys().has(key));
  return Object.keys(value).some(isPluginOption) ? pluginProblems(value) : [];
}

function isPluginOption(name: string): boolean {
  try {
    normalizePluginOptions({ [name]: undefined } as PluginOptions);
    return true;
  } catch {
    return false;
  }
}

/** Options of the plugin are those of the graph, and most of them go on to the measuring target. */
function pluginProblems(options: unknown): readonly string[] {
  const { measuring } = normalizePluginOptions(options as PluginOptions);
  return whyInvalid(SCHEMAS.get('benchmark')!, measuring)?.split('\n') ?? [];
}

/** The sample's own question is asked again: the answer has just these fields. */
function listingProblems(sample: Json): readonly string[] {
  const suites = sample.suites as readonly { readonly matched_files: readonly string[] }[];
  const files = suites.flatMap(({ matched_files }) => matched_files);
  const listing = listScenarios({
    workspaceRoot: REPOSITORY,
    suite: normalizePluginOptions(),
    change: { kind: 'files', files },
    ignore: [],
  });
  const [shown, real] = [keyPaths(sample), keyPaths(JSON.parse(listingJson(listing)))];
  return [...shown, ...real].filter((key) => !shown.has(key) || !real.has(key));
}

/** The fields of `analyze --json`, over configs of every kind. */
function reportKeys(): ReadonlySet<string> {
  const failure = { variant: 'start', side: 'baseline', reason: 'ended', output: '' } as const;
  const variants = [
    madeVariant('a', { kind: 'regression', level: 'blocking', moved: ['main-path'], rounds: 6 }),
    madeVariant('b', { kind: 'inconclusive', moved: [], rounds: 40, moreRounds: 8 }),
    madeVariant('c', { kind: 'no-change', moved: [], rounds: 10 }, { failure }),
  ];
  const cautions = [{ kind: 'same-version', version: 'ddtrace 4.15.7' }] as const;
  return keyPaths(JSON.parse(jsonReport('run', [madeReport(variants, cautions)])));
}

/** YAML of a page is a suitespec, a pipeline of CI (whose commands are checked elsewhere), or a scenario's configs. */
function yamlProblems(text: string): readonly string[] {
  const value = parse(text, { merge: true }) as Json;
  // One with a suite alone refers to components that another page shows.
  if ('suites' in value) return suitespecProblems(text, Object.keys(value).length > 1);
  if ('steps' in value || JSON.stringify(value).includes('"script":')) return [];
  return parseConfig(text, 'config.yaml').problems.map(problemLine);
}

function suitespecProblems(text: string, complete: boolean): readonly string[] {
  const parsed = parseSuitespec(text, 'benchmarks/suitespec.yml');
  if (!complete) return parsed.problems.map(problemLine);
  const { suites, problems } = resolveSuites([parsed]);
  return [...problems, ...suites.flatMap(settingsProblems)].map(problemLine);
}

function pythonProblems(text: string): readonly string[] {
  // What is indented is a part of a class or of a function.
  const input = text.startsWith(' ') ? `def part():\n${text}` : text;
  const compile = 'import sys; compile(sys.stdin.read(), "the block", "exec")';
  const { status, stderr } = spawnSync('python3', ['-c', compile], { input, encoding: 'utf8' });
  return status === 0 ? [] : [stderr.trim().split('\n').at(-1)!];
}

describe('snippets in the documentation', () => {
  it('of JSON are what the plugin reads or prints', () => {
    expect(problemsIn('json', jsonProblems)).toEqual([]);
  });

  it('of YAML are what the plugin reads', () => {
    expect(problemsIn('yaml', yamlProblems)).toEqual([]);
  });

  it('of Python compile', () => {
    expect(problemsIn('python', pythonProblems)).toEqual([]);
  });

  it('of options within a sentence are options with such values', () => {
    const spans = parts.flatMap((page) => page.spans).filter(({ text }) => /^"\w+": /.test(text));
    expect(spans).not.toEqual([]);
    const problems = spans.flatMap(({ page, line, text }) =>
      problemsOf({ page, line, language: 'json', lines: [`{${text}}`] }, jsonProblems),
    );
    expect(problems).toEqual([]);
  });

  it('the guide names fields that the JSON has', () => {
    const guide = parts.find(({ blocks }) => blocks[0]?.page.endsWith('run-benchmarks/SKILL.md'))!;
    const [, table] = /^\| field \|.*\n\|[-| ]+\n((?:\|.*\n)+)/m.exec(guide.prose)!;
    const named = [...table!.matchAll(/^\| (.*?) \|/gm)].flatMap(([, cell]) =>
      [...cell!.matchAll(/`([^`]+)`/g)].map(([, name]) => name!),
    );
    const known = [...reportKeys()].map((key) => key.replace(/^scenarios\[\]\.(configs\[\]\.)?/, ''));
    expect(named.length).toBeGreaterThan(5);
    expect(named.filter((name) => !known.includes(name))).toEqual([]);
  });
});
