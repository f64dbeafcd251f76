import { redact } from '../domain/redact';
import type { EventSink } from '../domain/run-event';
import type { Engine, Session } from '../engine/engine';
import { putFiles } from '../engine/put-files';
import { localNetworkSettings, networkSettings } from './network-settings';
import { type Pip, pipIn } from './pip';
import { readPipSettings } from './pip-settings';

/** Seconds; twice, with the one retry, and an index that swallows what is sent to it is given up after 20. */
const TIMEOUT = '10';
const RETRIES = '1';

/** The way to the index in a session. */
export interface NetworkedPip {
  /** @param env for this pip alone, besides the network's settings */
  pip(env?: Readonly<Record<string, string>>): Pip;
  /** The same way for other programs: proxies, certificates, and pip's variables. For single commands only. */
  readonly env: Readonly<Record<string, string>>;
}

/**
 * pip in a session, with the network's settings of this machine, which are brought there once.
 *
 * @param caCertificates PEM files of the option
 * @throws UserError for settings that cannot hold where the session runs
 */
export async function networkedPip(
  engine: Engine['kind'],
  session: Session,
  caCertificates: readonly string[],
  events: EventSink,
  env: NodeJS.ProcessEnv = process.env,
): Promise<NetworkedPip> {
  const settings = readPipSettings(env);
  const network =
    engine === 'local'
      ? localNetworkSettings(caCertificates, session.work, env, settings)
      : networkSettings(caCertificates, session.work, env, settings);
  for (const sentence of network.left) events({ kind: 'log', source: 'pip', line: redact(sentence) });
  if (network.files.length > 0) await putFiles(session, session.work, network.files);
  const patience = patienceUnlessSet(settings);
  const index = settings.get('index-url');
  const local: Record<string, string> = index === undefined ? {} : { PIP_INDEX_URL: index };
  const own = engine === 'local' ? local : { PIP_NO_CACHE_DIR: '1' };
  return {
    pip: (further = {}) =>
      pipIn(session, { ...patience, ...network.env, ...own, ...further }, events, network.left),
    env: network.env,
  };
}

/** pip's own patience is minutes for an index that is not there. Who has set another knows why. */
function patienceUnlessSet(settings: ReadonlyMap<string, string>): Record<string, string> {
  const timeout = settings.has('timeout') || settings.has('default-timeout') ? {} : { PIP_TIMEOUT: TIMEOUT };
  return settings.has('retries') ? timeout : { ...timeout, PIP_RETRIES: RETRIES };
}
