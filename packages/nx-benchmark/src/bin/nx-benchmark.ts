import { type ParseArgsConfig, parseArgs } from 'node:util';
import { analyze } from '../commands/analyze';
import { list } from '../commands/list';
import { reportErrors } from '../commands/report-errors';
import { workspaceOptions } from '../commands/workspace-options';
import { UserError } from '../domain/user-error';
import { findWorkspace } from './find-workspace';
import { USAGE } from './usage';

void reportErrors(() => main(process.argv.slice(2))).then(({ success }) => {
  // Not process.exit: a pipe may still hold what was printed.
  process.exitCode = success ? 0 : 1;
});

async function main([command, ...rest]: readonly string[]): Promise<{ success: boolean }> {
  if (command === undefined || [command, ...rest].some((word) => word === '--help' || word === '-h')) {
    process.stdout.write(`${USAGE}\n`);
    return { success: command !== undefined };
  }
  if (command === 'list') return runList(rest);
  if (command === 'analyze') return runAnalyze(rest);
  throw new UserError(`There is no command ${command}.`, 'The commands are list and analyze; see --help.');
}

function runList(arguments_: readonly string[]): Promise<{ success: boolean }> {
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

function runAnalyze(arguments_: readonly string[]): Promise<{ success: boolean }> {
  const { values, positionals } = parsed({
    args: [...arguments_],
    allowPositionals: true,
    options: { 'run-id': { type: 'string' }, scenario: { type: 'string' }, json: { type: 'boolean' } },
  });
  const [folder, ...more] = positionals;
  if (more.length > 0) throw new UserError(`One folder at a time, not ${positionals.join(', ')}.`);
  const { 'run-id': runId, ...others } = values;
  if (folder !== undefined) return analyze({ ...others, runId, artifacts: folder }, process.cwd());
  const workspace = findWorkspace(process.cwd());
  if (workspace === undefined) return analyze({ ...others, runId }, process.cwd());
  const { artifacts } = workspaceOptions(workspace).plugin;
  return analyze({ ...others, runId, artifacts }, workspace);
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
