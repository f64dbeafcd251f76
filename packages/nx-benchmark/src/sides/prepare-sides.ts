import type { Requirement } from '../domain/requirement';
import type { EventSink } from '../domain/run-event';
import { type PerSide, SIDES, type Side } from '../domain/side';
import { UserError } from '../domain/user-error';
import type { Engine, EngineIdentity, KeptLayer, Session } from '../engine/engine';
import { type FileEntry, putFiles } from '../engine/put-files';
import { runCommand } from '../engine/run-command';
import { contentKey } from './content-key';
import { type InstalledSide, normalized } from './installed-side';
import { networkSettings } from './network-settings';
import { type Pip, pipIn } from './pip';
import { type InstallPlace, type ResolvedSide, resolveSide } from './resolve-side';
import { sideFolders, sidePythons } from './side-folders';
import { ensureTools } from './tools-layer';

const RECIPE = 'environment 1';
const RECORD = 'installed.json';
const SET_UP_SCRIPT = 'install.sh';

/** What is installed besides the two sides: the same for both. */
export interface CommonInstall {
  /** Requirement files (`requirements*.txt`) and `install.sh` of the scenario, in one folder. */
  readonly files: readonly FileEntry[];
  readonly caCertificates: readonly string[];
  /** Folder of this machine that keeps what is built once. */
  readonly cache: string;
  readonly runId: string;
}

/** Both sides, ready to be measured. */
export interface PreparedSides {
  readonly identity: EngineIdentity;
  readonly layer: KeptLayer;
  /** The scenario's `install.sh` that this engine does not run: it would change the user's own machine. */
  readonly scriptLeft: string | undefined;
}

/**
 * Makes the environment that holds both sides, or finds it: nothing is built or downloaded twice.
 *
 * @throws UserError when a requirement cannot be met, with pip's own words and a remedy
 */
export async function prepareSides(
  engine: Engine,
  requirements: PerSide<Requirement>,
  common: CommonInstall,
  events: EventSink,
): Promise<PreparedSides> {
  const identity = await engine.identify(events);
  const tools = await ensureTools(engine, identity, events);

  const place = installPlace(engine, tools, common, events);
  try {
    const resolved = {
      baseline: await resolveSide('baseline', requirements.baseline, place),
      candidate: await resolveSide('candidate', requirements.candidate, place),
    };
    const key = environmentKey(tools, resolved, common.files);
    const start = Date.now();
    const layer = await engine.ensure({ kind: 'environment', key, base: tools }, async (session) => {
      await installBoth(engine, session, resolved, common, events);
    });
    if (layer.built) {
      events({ kind: 'step-done', text: 'both sides installed', seconds: (Date.now() - start) / 1000 });
    }
    const script = common.files.some((file) => file.path === SET_UP_SCRIPT);
    return { identity, layer, scriptLeft: script && engine.kind === 'local' ? SET_UP_SCRIPT : undefined };
  } finally {
    await place.close();
  }
}

/** Reads what an environment holds, in any session opened on it. */
export async function readInstalled(session: Session): Promise<PerSide<InstalledSide>> {
  const { code, stdout, stderr } = await runCommand(session, ['cat', `${session.folders.sides}/${RECORD}`]);
  if (code !== 0) throw new UserError(`The environment of both sides cannot be read: ${stderr}`);
  return JSON.parse(stdout) as PerSide<InstalledSide>;
}

function environmentKey(tools: KeptLayer, sides: PerSide<ResolvedSide>, files: readonly FileEntry[]): string {
  const parts = SIDES.flatMap((side) => {
    const resolved = sides[side];
    return resolved.kind === 'index' ? [resolved.install] : [resolved.file, resolved.content];
  });
  return contentKey([RECIPE, tools.key, ...parts, ...files.flatMap(({ path, content }) => [path, content])]);
}

function installPlace(
  engine: Engine,
  tools: KeptLayer,
  common: CommonInstall,
  events: EventSink,
): InstallPlace & { close(): Promise<void> } {
  let opened: Promise<{ session: Session; pip: Pip }> | undefined;
  const open = async () => {
    const session = await engine.openInstall(tools);
    return { session, pip: await networkedPip(engine, session, common, events) };
  };
  return {
    tools,
    events,
    cache: common.cache,
    runId: common.runId,
    open: () => {
      opened ??= open();
      return opened;
    },
    close: async () => {
      // A session that could not be opened has said so to whoever asked for it.
      await opened?.then(({ session }) => session.dispose()).catch(() => undefined);
    },
  };
}

async function networkedPip(
  engine: Engine,
  session: Session,
  common: CommonInstall,
  events: EventSink,
): Promise<Pip> {
  // On this machine pip finds the user's own configuration, as always.
  if (engine.kind === 'local') return pipIn(session, {}, events);
  const network = networkSettings(common.caCertificates, session.work);
  for (const sentence of network.left) events({ kind: 'log', source: 'pip', line: sentence });
  await putFiles(session, session.work, network.files);
  return pipIn(session, { ...network.env, PIP_NO_CACHE_DIR: '1' }, events);
}

async function installBoth(
  engine: Engine,
  session: Session,
  resolved: PerSide<ResolvedSide>,
  common: CommonInstall,
  events: EventSink,
): Promise<void> {
  const pip = await networkedPip(engine, session, common, events);
  const folder = `${session.work}/requirements`;
  await runCommand(session, ['mkdir', '-p', folder, `${session.work}/baseline`, `${session.work}/candidate`]);
  await putFiles(session, folder, common.files);
  const has = (path: string) => common.files.some((file) => file.path === path);
  if (has(SET_UP_SCRIPT) && engine.kind === 'docker') await runSetUpScript(session, folder, events);
  const requirementFiles = ['requirements.txt', 'requirements_scenario.txt'].filter(has);
  const shared = [...requirementFiles.flatMap((file) => ['-r', `${folder}/${file}`]), 'pyperf'];

  for (const side of SIDES) {
    const subject = await subjectOf(session, side, resolved[side]);
    const label = subject.split('/').at(-1)!;
    events({ kind: 'step', text: `installing the ${side}: ${label}` });
    const python = sidePythons(session.folders)[side];
    await makeEnvironment(session, sideFolders(session.folders)[side]);
    await pip.run(['--python', python, 'install', subject, ...shared], `install the ${side} (${label})`);
  }
  await record(session, resolved);
}

async function subjectOf(session: Session, side: Side, resolved: ResolvedSide): Promise<string> {
  if (resolved.kind === 'index') return resolved.install;
  await putFiles(session, `${session.work}/${side}`, [{ path: resolved.file, content: resolved.content }]);
  return `${session.work}/${side}/${resolved.file}`;
}

async function makeEnvironment(session: Session, folder: string): Promise<void> {
  const result = await runCommand(session, [session.python, '-m', 'venv', '--without-pip', folder]);
  if (result.code !== 0) throw new UserError(`${folder} could not be made: ${result.stderr}`);
}

async function runSetUpScript(session: Session, folder: string, events: EventSink): Promise<void> {
  events({ kind: 'step', text: `running the scenario's ${SET_UP_SCRIPT}` });
  const result = await runCommand(session, ['bash', SET_UP_SCRIPT], {
    cwd: folder,
    onLine: (line) => events({ kind: 'log', source: SET_UP_SCRIPT, line }),
  });
  if (result.code !== 0) {
    throw new UserError(
      `The scenario's ${SET_UP_SCRIPT} ended with exit status ${result.code}.\n${result.stderr.slice(-2000)}`,
    );
  }
}

const LIST_PACKAGES = `
import json, sys
from importlib.metadata import distributions
print(json.dumps({d.metadata["Name"]: d.version for d in distributions()}, sort_keys=True))
`;

/** Leaves the record of what was installed beside it, where every later session finds it. */
async function record(session: Session, resolved: PerSide<ResolvedSide>): Promise<void> {
  const entries: [Side, InstalledSide][] = [];
  for (const side of SIDES) {
    const { stdout } = await runCommand(session, [sidePythons(session.folders)[side], '-c', LIST_PACKAGES]);
    const packages = JSON.parse(stdout) as Record<string, string>;
    const subject = resolved[side];
    const name = Object.keys(packages).find((name) => normalized(name) === normalized(subject.name));
    entries.push([
      side,
      {
        name: name ?? subject.name,
        version: name === undefined ? 'unknown' : packages[name]!,
        installed: subject.kind === 'index' ? subject.install : subject.file,
        packages,
      },
    ]);
  }
  const content = JSON.stringify(Object.fromEntries(entries), null, 1);
  await putFiles(session, session.folders.sides, [{ path: RECORD, content }]);
}
