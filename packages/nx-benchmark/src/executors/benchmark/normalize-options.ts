import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { ExecutorContext } from '@nx/devkit';
import { defaultPolicy } from '../../analysis/policy';
import type { Scenario } from '../../domain/scenario';
import { UserError } from '../../domain/user-error';
import { INVOCATION_VARIABLE, RUN_ID_VARIABLE } from '../../domain/variables';
import type { RunRequest } from '../../plan/make-plan';
import { parseConfig } from '../../suitespec/parse-config';
import type { BenchmarkOptions } from './options';

/**
 * Options and Nx's context as a request with every default filled in.
 *
 * @throws UserError for what is missing or out of range: Nx checks ranges only where the schema says "number", and not
 * at all for callers of its API
 */
export function normalizeOptions(
  options: BenchmarkOptions,
  context: ExecutorContext,
  env: NodeJS.ProcessEnv = process.env,
): RunRequest {
  const { baseline, candidate } = options;
  if (baseline === undefined || candidate === undefined) {
    const missing = baseline === undefined ? 'baseline' : 'candidate';
    throw new UserError(
      `No ${missing} to compare.`,
      `Set it in nx.json (options of the plugin nx-benchmark) or with --${missing}=REQUIREMENT.`,
    );
  }
  const named = options.runId ?? env[RUN_ID_VARIABLE] ?? env[INVOCATION_VARIABLE];
  return {
    workspaceRoot: context.root,
    scenario: readScenario(context, options.cpusPerRun ?? 1),
    configs: (options.configs ?? []).map((name) => name.trim()).filter((name) => name !== ''),
    sharedConfigs: scenariosInThisCommand(context) > 1,
    baseline,
    candidate,
    engine: options.engine ?? 'docker',
    image: options.image ?? 'python:3.12-slim',
    ...(options.imageCommand === undefined ? {} : { imageCommand: options.imageCommand }),
    python: options.python ?? 'python3',
    installNetwork: options.installNetwork ?? 'auto',
    caCertificates: options.caCertificates ?? [],
    artifacts: options.artifacts ?? 'benchmark-artifacts',
    ...(named === undefined ? {} : { runId: runId(named) }),
    policy: defaultPolicy,
  };
}

/** A run ID names a folder: nothing that leads out of the artifacts. */
function runId(text: string): string {
  if (!/^[A-Za-z0-9][\w.-]*$/.test(text) || text === 'latest') {
    throw new UserError(
      `--runId=${text} cannot name a run.`,
      'Use letters, digits, dots, dashes and underscores; "latest" is taken.',
    );
  }
  return text;
}

function readScenario(context: ExecutorContext, cpusPerRun: number): Scenario {
  if (!Number.isInteger(cpusPerRun) || cpusPerRun < 1) {
    throw new UserError(`cpusPerRun is ${cpusPerRun}; it has to be a whole number from 1.`);
  }
  const root = context.projectsConfigurations.projects[context.projectName ?? '']?.root;
  if (root === undefined) throw new UserError(`Nx knows no project ${context.projectName}.`);
  const file = join(root, 'config.yaml');
  const { variants, problems } = parseConfig(readFileSync(join(context.root, file), 'utf8'), file);
  if (problems.length > 0) {
    throw new UserError(
      problems.map(({ file, line, column, message }) => `${file}:${line}:${column}: ${message}`).join('\n'),
      problems[0]!.hint,
    );
  }
  return { name: context.projectName ?? basename(root), root, variants, cpusPerRun };
}

function scenariosInThisCommand(context: ExecutorContext): number {
  const tasks = Object.values(context.taskGraph?.tasks ?? {});
  return tasks.filter((task) => task.target.target === context.targetName).length;
}
