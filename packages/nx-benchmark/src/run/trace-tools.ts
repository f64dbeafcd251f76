import { join } from 'node:path';
import type { EventSink } from '../domain/run-event';
import { UserError } from '../domain/user-error';
import type { Engine, KeptLayer, Session } from '../engine/engine';
import { getFile } from '../engine/get-file';
import { runCommand } from '../engine/run-command';
import type { Plan } from '../plan/plan';
import type { PreparedSides } from '../sides/prepare-sides';
import { type BroughtRecorder, bringRecorder, ensureRecorder } from '../sides/recorder-layer';

/** What a recording needs of the session that it runs in. */
export interface TraceTools {
  /** Where a trace is written to in the session. */
  readonly path: string;
  /**
   * Brings the recorder there: when nothing is measured any more.
   *
   * @throws UserError where it does not work
   */
  bring(): Promise<BroughtRecorder>;
  /** Moves the trace that was just written to its place in the run's folder. */
  take(bytes: number, file: string): Promise<void>;
}

/**
 * Makes sure that traces can be recorded.
 *
 * @param folder of the run
 * @returns undefined where the recorder cannot be installed, which is said and stops nothing
 */
export async function prepareTraces(
  engine: Engine,
  { identity }: Pick<PreparedSides, 'identity'>,
  { caCertificates }: Pick<Plan, 'caCertificates'>,
  session: Session,
  folder: string,
  events: EventSink,
): Promise<TraceTools | undefined> {
  let layer: KeptLayer;
  try {
    layer = await ensureRecorder(engine, identity, caCertificates, events);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const [first] = error.message.split('\n');
    events({ kind: 'note', text: `no traces will be recorded. ${first} ${error.hint ?? ''}`.trim() });
    return undefined;
  }
  const path = `${session.work}/trace.json`;
  return {
    path,
    bring: () => bringRecorder(engine, layer, session),
    take: async (bytes, file) => {
      await getFile(session, path, bytes, join(folder, file));
      await runCommand(session, ['rm', '-f', path]);
    },
  };
}
