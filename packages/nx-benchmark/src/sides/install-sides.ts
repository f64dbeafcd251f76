import { redact } from '../domain/redact';
import type { EventSink } from '../domain/run-event';
import { type PerSide, SIDES, type Side } from '../domain/side';
import { UserError } from '../domain/user-error';
import type { Engine, Session } from '../engine/engine';
import { putFiles } from '../engine/put-files';
import { runCommand } from '../engine/run-command';
import type { CommonInstall } from './common-install';
import { type InstallSession, networked } from './install-sessions';
import { readPackages, recordInstalled } from './installed-record';
import { normalized } from './installed-side';
import type { Pip } from './pip';
import type { ResolvedSide } from './resolve-side';
import { sideFolders, sidePythons } from './side-folders';

/** A scenario's further set-up of the system, run once before the sides are installed. */
export const SET_UP_SCRIPT = 'install.sh';

/** Where the user's own constraints are among the files of an install. */
export const CONSTRAINTS_FILE = 'constraints.txt';

/**
 * Makes the environment of each side in a session that is then kept. Of everything that is not the subject the candidate
 * gets the versions that the baseline got, wherever its own requirements allow it.
 *
 * @throws UserError when something cannot be installed
 */
export async function installSides(
  engine: Engine,
  session: Session,
  resolved: PerSide<ResolvedSide>,
  common: CommonInstall,
  events: EventSink,
): Promise<void> {
  const place = await networked(engine, session, common.caCertificates, events);
  const folder = `${session.work}/requirements`;
  await runCommand(session, ['mkdir', '-p', folder, ...SIDES.map((side) => `${session.work}/${side}`)]);
  await putFiles(session, folder, common.files);
  const has = (path: string) => common.files.some((file) => file.path === path);
  if (has(SET_UP_SCRIPT) && engine.kind === 'docker') await runSetUpScript(place, folder, events);
  const shared = [
    ...['requirements.txt', 'requirements_scenario.txt']
      .filter(has)
      .flatMap((file) => ['-r', `${folder}/${file}`]),
    'pyperf',
    ...(has(CONSTRAINTS_FILE) ? ['--constraint', `${folder}/${CONSTRAINTS_FILE}`] : []),
  ];
  await installBaseline(place, resolved.baseline, shared, events);
  await installCandidate(place, resolved, shared, events);
  await recordInstalled(session, resolved);
}

async function installBaseline(
  { session, pip }: InstallSession,
  baseline: ResolvedSide,
  shared: readonly string[],
  events: EventSink,
): Promise<void> {
  const subject = await subjectOf(session, 'baseline', baseline);
  if (subject === undefined) throw new UserError('There is no baseline to install.');
  await makeEnvironment(session, 'baseline');
  await install(session, pip(), 'baseline', subject, shared, events);
}

async function installCandidate(
  { session, pip }: InstallSession,
  resolved: PerSide<ResolvedSide>,
  shared: readonly string[],
  events: EventSink,
): Promise<void> {
  const subject = await subjectOf(session, 'candidate', resolved.candidate);
  if (subject === undefined) return linkToBaseline(session);
  await makeEnvironment(session, 'candidate');
  const same = `${session.work}/same-versions.txt`;
  await putFiles(session, session.work, [
    { path: 'same-versions.txt', content: await versionsOfBaseline(session, resolved) },
  ]);
  try {
    await install(session, pip(), 'candidate', subject, [...shared, '--constraint', same], events);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    // It may well need others; what differs then is a caution of every result.
    events({
      kind: 'log',
      source: 'pip',
      line: 'the candidate cannot be installed with the baseline’s versions of everything else; trying its own',
    });
    await install(session, pip(), 'candidate', subject, shared, events);
  }
}

async function install(
  session: Session,
  pip: Pip,
  side: Side,
  subject: string,
  shared: readonly string[],
  events: EventSink,
): Promise<void> {
  const label = redact(subject.split('/').at(-1)!);
  events({ kind: 'step', text: `installing the ${side}: ${label}` });
  const python = sidePythons(session.folders)[side];
  await pip.run(['--python', python, 'install', subject, ...shared], `install the ${side} (${label})`);
}

/** One side alone is measured against itself: that tells its time, and how much the machine can tell apart. */
async function linkToBaseline(session: Session): Promise<void> {
  const folders = sideFolders(session.folders);
  await runCommand(session, ['ln', '-s', folders.baseline, folders.candidate]);
}

/** Constraints for all but the subject. */
async function versionsOfBaseline(session: Session, resolved: PerSide<ResolvedSide>): Promise<string> {
  const packages = await readPackages(session, 'baseline');
  const subjects = SIDES.flatMap((side) => {
    const one = resolved[side];
    return one.kind === 'none' ? [] : [normalized(one.name)];
  });
  const others = Object.entries(packages).filter(([name]) => !subjects.includes(normalized(name)));
  return others.map(([name, version]) => `${name}==${version}\n`).join('');
}

async function subjectOf(session: Session, side: Side, resolved: ResolvedSide): Promise<string | undefined> {
  switch (resolved.kind) {
    case 'none':
      return undefined;
    case 'index':
      return resolved.install;
    case 'wheel':
      await putFiles(session, `${session.work}/${side}`, [
        { path: resolved.file, content: resolved.content },
      ]);
      return `${session.work}/${side}/${resolved.file}${resolved.extras}`;
  }
}

async function makeEnvironment(session: Session, side: Side): Promise<void> {
  const folder = sideFolders(session.folders)[side];
  const result = await runCommand(session, [session.python, '-m', 'venv', '--without-pip', folder]);
  if (result.code !== 0) throw new UserError(`${folder} could not be made: ${result.stderr}`);
}

async function runSetUpScript(
  { session, env }: InstallSession,
  folder: string,
  events: EventSink,
): Promise<void> {
  events({ kind: 'step', text: `running the scenario's ${SET_UP_SCRIPT}` });
  const result = await runCommand(session, ['bash', SET_UP_SCRIPT], {
    cwd: folder,
    env,
    onLine: (line) => events({ kind: 'log', source: SET_UP_SCRIPT, line: redact(line) }),
  });
  if (result.code !== 0) {
    throw new UserError(
      `The scenario's ${SET_UP_SCRIPT} ended with exit status ${result.code}.\n${redact(result.stderr.slice(-2000))}`,
    );
  }
}
