import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { ExecutorContext } from '@nx/devkit';
import { parseMemorySize } from '../../domain/memory-size';
import { MOST_MORE_ROUNDS } from '../../domain/policy-settings';
import type { Scenario } from '../../domain/scenario';
import { UserError } from '../../domain/user-error';
import { ARTIFACTS_VARIABLE, INVOCATION_VARIABLE, RUN_ID_VARIABLE } from '../../domain/variables';
import { baseRevision } from '../../plan/base-revision';
import type { RunRequest } from '../../plan/make-plan';
import { parseConfig } from '../../suitespec/parse-config';
import { buildSettings } from './build-settings';
import type { BenchmarkOptions } from './options';
import { policies } from './policies';
import { profileRequest } from './profile-request';

const TIMEOUT_SECONDS = 300;

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
  const { baseline, candidate, problems = [] } = options;
  if (problems.length > 0) {
    throw new UserError(
      `${context.projectName} cannot be measured before its suite is mended:\n${problems.join('\n')}`,
    );
  }
  if (baseline === undefined || candidate === undefined) {
    const missing = baseline === undefined ? 'baseline' : 'candidate';
    throw new UserError(
      `No ${missing} to compare.`,
      `Set it in nx.json (options of the plugin nx-benchmark) or with --${missing}=REQUIREMENT.`,
    );
  }
  const artifacts = options.artifacts ?? 'benchmark-artifacts';
  const named = options.runId ?? env[RUN_ID_VARIABLE] ?? env[INVOCATION_VARIABLE];
  const scenario = readScenario(context, options.cpusPerRun ?? 1);
  return {
    workspaceRoot: context.root,
    scenario,
    configs: configs(options, scenario),
    sharedConfigs: scenariosInThisCommand(context) > 1,
    baseline,
    candidate,
    engine: options.engine ?? 'docker',
    image: options.image ?? 'python:3.12-slim',
    ...(options.imageCommand === undefined ? {} : { imageCommand: options.imageCommand }),
    python: options.python ?? 'python3',
    installNetwork: options.installNetwork ?? 'auto',
    measuringNetwork: options.measuringNetwork ?? 'none',
    ...(options.memory === undefined ? {} : { memory: memory(options.memory) }),
    timeout: timeout(options.timeout ?? TIMEOUT_SECONDS),
    caCertificates: options.caCertificates ?? [],
    constraints: options.constraints ?? [],
    build: buildSettings(options, context.root),
    base: baseRevision(env, context.nxJsonConfiguration),
    ...(options.cpus === undefined ? {} : { cpus: String(options.cpus) }),
    artifacts: env[ARTIFACTS_VARIABLE] ?? artifacts,
    cachedOutputs: artifacts,
    ...(named === undefined ? {} : { runId: runId(named) }),
    ...policies(options, scenario.variants),
    confirm: options.confirm ?? false,
    ...moreRounds(options, env),
    ...(context.targetName === undefined ? {} : { task: taskOf(context) }),
    selfCheck: options.selfCheck ?? !options.quick,
    ...(options.quick ? { quick: { configs: scenario.variants.length } } : {}),
    ...(options.method === undefined ? {} : { method: options.method }),
    metric: options.metric ?? 'time',
    ...profileRequest(options),
  };
}

/** None for all; a quick run takes the first, unless it is told others. */
function configs({ configs = [], quick }: BenchmarkOptions, { variants }: Scenario): readonly string[] {
  const asked = configs.map((name) => name.trim()).filter((name) => name !== '');
  return quick && asked.length === 0 ? variants.slice(0, 1).map(({ name }) => name) : asked;
}

/** A run that does not exist yet has nothing to be added to. */
function moreRounds({ moreRounds: more, runId, check }: BenchmarkOptions, env: NodeJS.ProcessEnv) {
  if (more === undefined) return {};
  if (check) {
    throw new UserError(
      '--check measures nothing, so --moreRounds has nothing to add.',
      'Leave out one of the two.',
    );
  }
  if (!Number.isInteger(more) || more < 1 || more > MOST_MORE_ROUNDS) {
    throw new UserError(
      `--moreRounds is ${more}; it has to be a whole number from 1 to ${MOST_MORE_ROUNDS}.`,
    );
  }
  if ((runId ?? env[RUN_ID_VARIABLE]) === undefined) {
    throw new UserError('--moreRounds adds to a run, and none is named.', 'Name it: --runId=ID.');
  }
  return { moreRounds: more };
}

function taskOf({ projectName, targetName, configurationName }: ExecutorContext): string {
  return [projectName, targetName, configurationName].filter((part) => part !== undefined).join(':');
}

/** nx.json may hold a number: bytes. */
function memory(text: string | number): number {
  const bytes = parseMemorySize(String(text));
  if (bytes === undefined || bytes === 0) {
    throw new UserError(`memory is ${text}, which is no size.`, 'Write it like 512m or 4g.');
  }
  return bytes;
}

function timeout(seconds: number): number {
  if (!(seconds > 0)) throw new UserError(`timeout is ${seconds}; it has to be a number of seconds above 0.`);
  return seconds;
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
