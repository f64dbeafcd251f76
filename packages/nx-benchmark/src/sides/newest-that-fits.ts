import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Side } from '../domain/side';
import { UserError } from '../domain/user-error';
import { runCommand } from '../engine/run-command';
import { writeAtomically } from '../files/write-atomically';
import { contentKey } from './content-key';
import type { Resolving } from './resolving';

/**
 * The pin that a specifier means today, asked of the index by pip, once a run.
 *
 * @param text the requirement: a name, perhaps with extras and a specifier
 */
export async function newestThatFits(
  side: Side,
  name: string,
  text: string,
  {
    cache,
    runId,
    tools,
    events,
    sessions,
  }: Pick<Resolving, 'cache' | 'runId' | 'tools' | 'events' | 'sessions'>,
): Promise<string> {
  const remembered = join(cache, 'resolved', contentKey([runId, tools.key, text]).slice(0, 16));
  if (existsSync(remembered)) return readFileSync(remembered, 'utf8');
  events({ kind: 'step', text: `asking the index which version ${text} means` });
  const { session, pip } = await sessions.on(tools);
  const report = `${session.work}/report-${side}.json`;
  await pip().run(
    ['install', '--dry-run', '--ignore-installed', '--no-deps', '--report', report, text],
    `find a version for the ${side} (${text})`,
  );
  const { stdout } = await runCommand(session, ['cat', report]);
  const [found] = (JSON.parse(stdout) as { install: { metadata: { version: string } }[] }).install;
  if (found === undefined) throw new UserError(`pip found nothing to install for the ${side} (${text}).`);
  const extras = /\[[^\]]*\]/.exec(text)?.[0] ?? '';
  const install = `${name}${extras}==${found.metadata.version}`;
  writeAtomically(remembered, install);
  return install;
}
