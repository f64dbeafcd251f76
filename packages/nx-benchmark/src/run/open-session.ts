import { join } from 'node:path';
import { redact } from '../domain/redact';
import type { EventSink } from '../domain/run-event';
import type { PerSide, Side } from '../domain/side';
import type { Engine, Session } from '../engine/engine';
import { type FileEntry, putFiles } from '../engine/put-files';
import type { Plan } from '../plan/plan';
import { sidesOf } from '../plan/sides-of';
import type { RunStore } from '../results/run-store';
import { readInstalled } from '../sides/installed-record';
import type { InstalledSide } from '../sides/installed-side';
import { type PreparedSides, prepareSides } from '../sides/prepare-sides';
import { constraintsFile, installFiles, jobFiles } from './job-files';
import { type StartedPlaces, startPlaces } from './start-places';

/** A session that holds both sides and the scenario, with its runners waiting for commands. */
export interface OpenSession extends StartedPlaces {
  readonly session: Session;
  readonly prepared: PreparedSides;
  readonly installed: PerSide<InstalledSide>;
  /** The scenario's, and those of the harness. */
  readonly files: readonly FileEntry[];
}

/**
 * Makes the environments of a plan, or finds them, and opens a session to measure in.
 *
 * @param store keeps the logs of builds
 * @param cache folder of this machine that keeps what is built once
 * @throws UserError for expected trouble: image, installs, CPUs that are not there
 */
export async function openSession(
  plan: Plan,
  engine: Engine,
  store: Pick<RunStore, 'writeBuildLog'>,
  cache: string,
  events: EventSink,
): Promise<OpenSession> {
  const files = jobFiles(join(plan.workspaceRoot, plan.scenarioRoot));
  const common = {
    files: [...installFiles(files), ...constraintsFile(plan.constraints)],
    caCertificates: plan.caCertificates,
    build: plan.build,
    cache,
    runId: plan.runId,
    keepLog: (side: Side, text: string) => store.writeBuildLog(side, text),
  };
  const prepared = await prepareSides(engine, plan.requirements, common, events);
  const session = await engine.openMeasuring(prepared.layer);
  const installed = await readInstalled(session);
  for (const side of sidesOf(plan)) {
    const { name, version } = installed[side];
    const requirement = redact(plan.requirements[side].text);
    events({ kind: 'side', side, requirement, version: `${name} ${version}` });
  }
  await putFiles(session, session.work, files);
  return { session, prepared, installed, files, ...(await startPlaces(plan, session, events)) };
}
