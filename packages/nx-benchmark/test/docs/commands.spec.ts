import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { REPOSITORY } from '../nx';
import { type CommandCall, commandCalls } from './command-calls';
import { camelCase, SCHEMAS, whyRefused } from './executor-schemas';
import { filesBelow } from './files-below';
import { markdownPages } from './markdown-pages';
import { type CodeSpan, pageParts } from './page-parts';
import { usageFlags } from './usage-flags';

const parts = markdownPages().map(pageParts);
const calls = parts.flatMap(commandCalls);

/** Flags of Nx itself, beside any target's. */
const NX_FLAGS = ['help', 'verbose', 'skip-nx-cache'];

/** Flags that say which projects are meant. */
const NX_CHOOSING_FLAGS = ['affected', 'base', 'explain', 'files', 'head', 'json', 'projects', 'withTarget'];

const nameOf = (word: string) => /^--([\w-]+)/.exec(word)?.[1];

const isOneOf = (names: readonly string[]) => (word: string) => names.includes(nameOf(word) ?? '');

const problemsOf = (
  program: (name: string) => boolean,
  problem: (call: CommandCall) => string | undefined,
) => {
  const ours = calls.filter((call) => program(call.program));
  expect(ours.length).toBeGreaterThan(5);
  return ours.flatMap((call) => {
    const found = problem(call);
    return found === undefined
      ? []
      : [`${call.page}:${call.line}: ${[call.program, ...call.words].join(' ')}: ${found}`];
  });
};

/** `run PROJECT:TARGET …`, `affected -t TARGET …`, `run-many -t TARGET -p A,B …`, `show …`. */
function nxProblem({ words: [verb, ...words] }: CommandCall): string | undefined {
  if (verb === 'show') return words.filter((word) => word.startsWith('-')).find((word) => !choosing(word));
  const target = verb === 'run' ? words[0]?.split(':')[1] : words[words.indexOf('-t') + 1];
  if (target === undefined) return undefined;
  const schema = SCHEMAS.get(target);
  if (schema === undefined) return `there is no target ${target}`;
  const own = isOneOf(verb === 'run' ? NX_FLAGS : [...NX_FLAGS, ...NX_CHOOSING_FLAGS]);
  return whyRefused(
    schema,
    words.filter((word) => word.startsWith('--') && !own(word)),
  );
}

const choosing = isOneOf([...NX_FLAGS, ...NX_CHOOSING_FLAGS]);

describe('commands in the documentation', () => {
  it('give a target what its schema allows', () => {
    expect(problemsOf((name) => name === 'nx', nxProblem)).toEqual([]);
  });

  it('give the package’s command what its usage knows', () => {
    const usage = usageFlags();
    const problem = ({ words: [command, ...words] }: CommandCall) => {
      const known = usage.get(command!);
      if (known === undefined) return `there is no command ${command}`;
      return words
        .filter((word) => word.startsWith('--'))
        .find((word) => {
          const name = kebabCase(nameOf(word)!);
          const flag = known.find((one) => one.name === name);
          return flag === undefined || flag.takesValue !== word.includes('=');
        });
    };
    expect(problemsOf((name) => name === 'nx-benchmark', problem)).toEqual([]);
  });

  it('call tools that exist, with flags that they read', () => {
    const problem = ({ program, words }: CommandCall) => {
      const file = join(REPOSITORY, program);
      if (!existsSync(file)) return 'there is no such file';
      if (!statSync(file).isFile()) return undefined;
      const source = readFileSync(file, 'utf8');
      return words.filter((word) => word.startsWith('--')).find((word) => !reads(source, nameOf(word)!));
    };
    expect(problemsOf((name) => name.startsWith('tools/'), problem)).toEqual([]);
  });

  it('are made of flags that something takes, where one stands alone', () => {
    const alone = parts.flatMap(({ spans }) => spans).filter(({ text }) => text.startsWith('--'));
    expect(alone.length).toBeGreaterThan(50);
    const unknown = alone.flatMap(flagsOf).filter(({ text }) => !isTaken(nameOf(text)!));
    expect(unknown.map(({ page, line, text }) => `${page}:${line}: ${text}`)).toEqual([]);
  });
});

function flagsOf({ page, line, text }: CodeSpan): readonly CodeSpan[] {
  const flags = text.split(' ').filter((word) => word.startsWith('--'));
  return flags.map((flag) => ({ page, line, text: flag }));
}

/** By a target, the package's command, Nx, or a tool. */
function isTaken(name: string): boolean {
  const positive = name.replace(/^no-/, '');
  return (
    [...SCHEMAS.values()].some(({ properties }) => camelCase(positive) in properties) ||
    [...usageFlags().values()].flat().some((flag) => flag.name === kebabCase(name)) ||
    [...NX_FLAGS, ...NX_CHOOSING_FLAGS].includes(name) ||
    toolSources().some((source) => reads(source, name))
  );
}

/** `--name` in a script, `name: { type: … }` where Node's parser reads it. */
function reads(source: string, name: string): boolean {
  return new RegExp(`--${name}\\b|['"]?${name}['"]?: \\{ type:`).test(source);
}

function toolSources(): readonly string[] {
  return filesBelow(join(REPOSITORY, 'tools')).map((path) => readFileSync(path, 'utf8'));
}

function kebabCase(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
