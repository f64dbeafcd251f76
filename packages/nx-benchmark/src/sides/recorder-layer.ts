import type { EventSink } from '../domain/run-event';
import { UserError } from '../domain/user-error';
import { copyFolder } from '../engine/copy-folder';
import type { Engine, EngineIdentity, KeptLayer, Session } from '../engine/engine';
import { runCommand } from '../engine/run-command';
import { contentKey } from './content-key';
import { ensureLayer } from './ensure-layer';
import { networked } from './install-sessions';
import { ensureTools } from './tools-layer';

/** The newest for each Python. */
const REQUIREMENTS = [
  'viztracer==1.1.1; python_version >= "3.10"',
  'viztracer==1.0.4; python_version == "3.9"',
  'viztracer==0.16.3; python_version < "3.9"',
];
const RECIPE = 'recorder 1';
/** Folder of the tool, in its layer and in sessions. */
const FOLDER = 'viztracer';
/** Only to look at traces in a browser, and nine tenths of it. */
const VIEWERS = ['html', 'web_dist'];

const VERSION = 'import sys; sys.path.insert(0, sys.argv[1]); import viztracer; print(viztracer.__version__)';

/** What records traces, in a session. */
export interface BroughtRecorder {
  /** Folder to import it from. */
  readonly folder: string;
  /** `viztracer 1.1.1`. */
  readonly tool: string;
}

/**
 * viztracer for the Python of the base, made once: in a layer beside the measured environments, which hold what their
 * requirements ask for and nothing else.
 *
 * @throws UserError where it cannot be installed
 */
export async function ensureRecorder(
  engine: Engine,
  identity: EngineIdentity,
  caCertificates: readonly string[],
  events: EventSink,
): Promise<KeptLayer> {
  const base = await ensureTools(engine, identity, events);
  const key = contentKey([RECIPE, base.key, ...REQUIREMENTS]);
  const title = `viztracer, ${identity.description}`;
  return ensureLayer(engine, { kind: 'recorder', key, title, base }, events, async (session) => {
    events({ kind: 'step', text: 'installing viztracer, which records traces' });
    const { pip } = await networked(engine, session, caCertificates, events);
    const target = `${session.folders.sides}/${FOLDER}`;
    const install = ['install', '--only-binary', ':all:', '--target', target, ...REQUIREMENTS];
    await pip().run(install, 'install viztracer');
    const viewers = VIEWERS.map((name) => `${target}/viztracer/${name}`);
    await runCommand(session, ['rm', '-rf', ...viewers]);
  });
}

/**
 * Brings viztracer from its layer into a session that measured until now.
 *
 * @throws UserError where it does not work there
 */
export async function bringRecorder(
  engine: Engine,
  layer: KeptLayer,
  session: Session,
): Promise<BroughtRecorder> {
  const from = await engine.openInstall(layer);
  try {
    await copyFolder(from, `${from.folders.sides}/${FOLDER}`, session, session.work, FOLDER);
  } finally {
    await from.dispose();
  }
  const folder = `${session.work}/${FOLDER}`;
  const { code, stdout, stderr } = await runCommand(session, [session.python, '-c', VERSION, folder]);
  if (code !== 0) throw new UserError(`viztracer does not work there: ${stderr.trim().split('\n').at(-1)}`);
  return { folder, tool: `viztracer ${stdout.trim()}` };
}
