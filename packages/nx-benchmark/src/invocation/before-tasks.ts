import { redact } from '../domain/redact';
import { INVOCATION_VARIABLE, KEY_VARIABLE, RUN_ID_VARIABLE } from '../domain/variables';
import type { NormalizedOptions } from '../graph/plugin-options';
import { baseRevision } from '../plan/base-revision';
import { newRunId } from '../plan/new-run-id';
import { contentKey } from '../sides/content-key';
import { readCommandLine } from './command-line';
import { measurementKey } from './measurement-key';

/**
 * Before the tasks of an Nx invocation that measures: gives them one run, and the part of their cache key that no file
 * says. Nx hands variables set here to every task, and hashes those that are inputs.
 */
export async function beforeTasks(
  options: NormalizedOptions,
  context: {
    readonly argv: readonly string[];
    readonly workspaceRoot: string;
    readonly nxJsonConfiguration?: { readonly defaultBase?: string };
  },
  say: (line: string) => void,
  env: NodeJS.ProcessEnv = process.env,
): Promise<void> {
  const command = readCommandLine(context.argv, options.targetName);
  if (!command.measures) return;
  env[INVOCATION_VARIABLE] = env[RUN_ID_VARIABLE] ?? newRunId();
  const base = baseRevision(env, context.nxJsonConfiguration);
  const parts = await measurementKey(context.workspaceRoot, options, command, base, say);
  if (env.NX_VERBOSE_LOGGING === 'true') {
    for (const { name, value } of parts) say(redact(`cache key, ${name}: ${value}`));
  }
  // What leaves no results has none to give back: its key is of this one invocation.
  const once = command.leavesNothing ? [newRunId()] : [];
  env[KEY_VARIABLE] = contentKey([...parts.flatMap(({ name, value }) => [name, value]), ...once]);
}
