import { resolve } from 'node:path';
import { type ParseArgsConfig, parseArgs } from 'node:util';
import { reportErrors } from '../commands/report-errors';
import { workspaceOptions } from '../commands/workspace-options';
import { UserError } from '../domain/user-error';
import { ARTIFACTS_VARIABLE } from '../domain/variables';
import { findWorkspace } from './find-workspace';
import { USAGE } from './usage';

void reportErrors(() => main(process.argv.slice(2))).then(({ success }) => {
  // Not process.exit: a pipe may still hold what was printed.
  process.exitCode = success ? 0 : 1;
});

/** Each command is loaded when it is asked for: loading all of them takes as long as many a command. */
async function main([command, ...words]: readonly string[]): Promise<{ success: boolean }> {
  const rest = words.map(kebabCase);
  if (command === undefined || [command, ...rest].some((word) => word === '--help' || word === '-h')) {
    process.stdout.write(`${USAGE}\n`);
    return { success: command !== undefined };
  }
  if (command === 'list') return runList(rest);
  if (command === 'analyze') return runAnalyze(rest);
  if (command === 'history') return runHistory(rest);
  if (command === 'comment') return runComment(rest);
  if (command === 'prune') return runPrune(rest);
  throw new UserError(
    `There is no command ${command}.`,
    'The commands are list, analyze, history, comment and prune; see --help.',
  );
}

async function runList(arguments_: readonly string[]): Promise<{ success: boolean }> {
  const { list } = await import('../commands/list.js');
  const { values, positionals } = parsed({
    args: [...arguments_],
    allowPositionals: true,
    options: {
      all: { type: 'boolean' },
      base: { type: 'string' },
      head: { type: 'string' },
      top: { type: 'string' },
      ignore: { type: 'string', multiple: true },
    },
  });
  const workspace = findWorkspace(process.cwd());
  if (workspace === undefined) {
    throw new UserError(`No nx.json in ${process.cwd()} or above.`, 'Run it inside of an Nx workspace.');
  }
  const options = {
    ...values,
    files: positionals.length > 0 ? positionals : undefined,
    top: values.top === undefined ? undefined : Number(values.top),
    ignore: values.ignore?.flatMap((patterns) => patterns.split(',')),
  };
  return list(options, workspace);
}

async function runAnalyze(arguments_: readonly string[]): Promise<{ success: boolean }> {
  const { analyze } = await import('../commands/analyze.js');
  const { values, positionals } = parsed({
    args: [...arguments_],
    allowPositionals: true,
    options: {
      'run-id': { type: 'string' },
      scenario: { type: 'string' },
      json: { type: 'boolean' },
      markdown: { type: 'boolean' },
      csv: { type: 'boolean' },
      html: { type: 'boolean' },
      'pr-comment': { type: 'boolean' },
      base: { type: 'string' },
      name: { type: 'string' },
      against: { type: 'string' },
      'output-file': { type: 'string' },
      'profile-compare': { type: 'boolean' },
      'profile-top': { type: 'string' },
      filter: { type: 'string' },
      'min-calls': { type: 'string' },
      sort: { type: 'string' },
      'call-tree': { type: 'string' },
      'save-pstats': { type: 'boolean' },
      'flame-graph': { type: 'boolean' },
      speedscope: { type: 'boolean' },
      compat: { type: 'boolean' },
    },
  });
  const [folder, ...more] = positionals;
  if (more.length > 0) throw new UserError(`One folder at a time, not ${positionals.join(', ')}.`);
  const options = {
    ...values,
    runId: values['run-id'],
    outputFile: values['output-file'],
    prComment: values['pr-comment'],
    profileCompare: values['profile-compare'],
    profileTop: numberOf(values['profile-top']),
    minCalls: numberOf(values['min-calls']),
    callTree: values['call-tree'],
    savePstats: values['save-pstats'],
    flameGraph: values['flame-graph'],
  };
  const workspace = findWorkspace(process.cwd());
  if (folder !== undefined) return analyze({ ...options, artifacts: folder }, process.cwd(), workspace);
  return analyze({ ...options, artifacts: artifactsOf(workspace) }, workspace ?? process.cwd(), workspace);
}

async function runHistory(arguments_: readonly string[]): Promise<{ success: boolean }> {
  const { history } = await import('../commands/history.js');
  const { values, positionals } = parsed({
    args: [...arguments_],
    allowPositionals: true,
    options: {
      folder: { type: 'string' },
      scenario: { type: 'string' },
      configs: { type: 'string' },
      statistic: { type: 'string' },
      json: { type: 'boolean' },
      markdown: { type: 'boolean' },
      csv: { type: 'boolean' },
      html: { type: 'boolean' },
      'output-file': { type: 'string' },
    },
  });
  const { folder, 'output-file': outputFile, ...others } = values;
  const configs = values.configs?.split(',');
  const [named, ...more] = [...(folder === undefined ? [] : [folder]), ...positionals];
  if (more.length > 0) throw new UserError(`One folder at a time, not ${[named, ...more].join(', ')}.`);
  const workspace = findWorkspace(process.cwd());
  const chosen = artifactsOf(workspace);
  // Of the workspace, wherever in it the command is given.
  const artifacts = chosen === undefined ? undefined : resolve(workspace ?? process.cwd(), chosen);
  const directory = named === undefined && workspace !== undefined ? workspace : process.cwd();
  return history({ ...others, configs, folder: named, outputFile, artifacts }, directory);
}

async function runComment(arguments_: readonly string[]): Promise<{ success: boolean }> {
  const { comment } = await import('../commands/comment.js');
  const { values, positionals } = parsed({
    args: [...arguments_],
    allowPositionals: true,
    options: {
      'run-id': { type: 'string' },
      base: { type: 'string' },
      number: { type: 'string' },
      name: { type: 'string' },
      'dry-run': { type: 'boolean' },
    },
  });
  const [folder, ...more] = positionals;
  if (more.length > 0) throw new UserError(`One folder at a time, not ${positionals.join(', ')}.`);
  const { 'run-id': runId, 'dry-run': dryRun, ...others } = values;
  const workspace = findWorkspace(process.cwd());
  const artifacts = folder ?? artifactsOf(workspace);
  const directory = folder === undefined && workspace !== undefined ? workspace : process.cwd();
  return comment({ ...others, runId, dryRun, artifacts }, directory, workspace);
}

async function runPrune(arguments_: readonly string[]): Promise<{ success: boolean }> {
  const { prune } = await import('../commands/prune.js');
  const { values } = parsed({
    args: [...arguments_],
    options: {
      'max-age': { type: 'string' },
      'max-size': { type: 'string' },
      all: { type: 'boolean' },
      others: { type: 'boolean' },
      'dry-run': { type: 'boolean' },
      engine: { type: 'string' },
    },
  });
  const { 'max-age': maxAge, 'max-size': maxSize, 'dry-run': dryRun, ...others } = values;
  return prune({ ...others, maxSize, dryRun, maxAge: maxAge === undefined ? undefined : Number(maxAge) });
}

/** Where the runs of a workspace are kept, from its root on; undefined where nobody says. */
function artifactsOf(workspace: string | undefined): string | undefined {
  const fallback = workspace === undefined ? undefined : workspaceOptions(workspace).plugin.artifacts;
  return process.env[ARTIFACTS_VARIABLE] ?? fallback;
}

/** Nx takes both spellings, so whoever comes from there may as well, with every command. */
function kebabCase(argument: string): string {
  return argument.replace(/^--[A-Za-z]+/, (name) =>
    name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`),
  );
}

function numberOf(text: string | undefined): number | undefined {
  return text === undefined ? undefined : Number(text);
}

/** @throws UserError for an option that does not exist or lacks its value */
function parsed<T extends ParseArgsConfig>(config: T): ReturnType<typeof parseArgs<T>> {
  try {
    return parseArgs(config);
  } catch (error) {
    const [sentence = ''] = (error as Error).message.split('. ');
    throw new UserError(`${sentence}.`, 'See nx-benchmark --help.', { cause: error });
  }
}
