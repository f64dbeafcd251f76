import type { EventSink } from '../domain/run-event';
import { UserError } from '../domain/user-error';
import type { Engine, EngineIdentity, KeptLayer } from '../engine/engine';
import { runCommand } from '../engine/run-command';
import { contentKey } from './content-key';
import { ensureLayer } from './ensure-layer';

/** Change it when the steps below change: what was built by other steps is then no longer found. */
const RECIPE = 'tools 1';

/**
 * A Python with pip, made once per base image or interpreter. It installs into the sides from outside, so that the
 * measured environments hold nothing that their requirements do not ask for, and need no pip of their own.
 */
export function ensureTools(engine: Engine, identity: EngineIdentity, events: EventSink): Promise<KeptLayer> {
  const key = contentKey([RECIPE, identity.key]);
  const title = `pip, ${identity.description}`;
  const image = identity.imageId === undefined ? {} : { image: identity.imageId };
  return ensureLayer(engine, { kind: 'tools', key, title, ...image }, events, async (session) => {
    events({ kind: 'step', text: `preparing pip in ${identity.description}` });
    const made = await runCommand(session, [session.python, '-m', 'venv', session.folders.tools]);
    if (made.code !== 0) {
      throw new UserError(
        `The Python of ${identity.description} cannot make a virtual environment with pip:\n${made.stderr || made.stdout}`,
        'It needs the standard library’s venv and ensurepip (on Debian: python3-venv).',
      );
    }
    if (engine.kind === 'docker') await precompileStandardLibrary(session);
  });
}

/** Without byte code beside the standard library every process would compile it anew: the measured root is read-only. */
async function precompileStandardLibrary(session: Parameters<typeof runCommand>[0]): Promise<void> {
  const compile =
    'import compileall, sysconfig; compileall.compile_dir(sysconfig.get_path("stdlib"), quiet=2, workers=0)';
  await runCommand(session, [session.python, '-c', compile]);
}
