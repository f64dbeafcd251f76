import { appendFileSync, cpSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Round } from '../domain/round';
import { SIDES } from '../domain/side';
import { UserError } from '../domain/user-error';
import { artifactNames, LATEST, scenarioFolder } from './artifacts';
import type { Manifest } from './manifest';
import { type PyperfMetadata, toPyperfJson } from './pyperf-results';
import { encodeRound } from './round-line';
import { writeAtomically } from './write-atomically';

/** Keeps a run on disk, round by round: a run that is killed has lost at most the round in flight. */
export class RunStore {
  readonly folder: string;
  private readonly rounds = new Map<string, Round[]>();

  /** @throws UserError if this run already holds the scenario: nothing measured is ever overwritten */
  constructor(
    private readonly artifacts: string,
    runId: string,
    private readonly scenario: string,
  ) {
    this.folder = scenarioFolder(artifacts, runId, scenario);
    if (existsSync(join(this.folder, artifactNames.manifest))) {
      throw new UserError(
        `The run ${runId} already holds results of ${scenario}: ${this.folder}.`,
        'Choose another --runId, or none for a new run.',
      );
    }
  }

  /** Saves a finished round: its slices, and the pyperf document of each side. */
  addRound(round: Round, metadata: PyperfMetadata): void {
    const rounds = [...(this.rounds.get(round.variant) ?? []), round];
    this.rounds.set(round.variant, rounds);
    const file = join(this.folder, artifactNames.rounds(round.variant));
    mkdirSync(dirname(file), { recursive: true });
    appendFileSync(file, `${encodeRound(round)}\n`);
    for (const side of SIDES) {
      const path = join(this.folder, artifactNames.results(side, round.variant));
      writeAtomically(path, toPyperfJson(rounds, side, metadata));
    }
  }

  writeManifest(manifest: Manifest): void {
    writeAtomically(join(this.folder, artifactNames.manifest), `${JSON.stringify(manifest, null, 1)}\n`);
  }

  /** Copies the complete run to the path that Nx caches. */
  publishLatest(): void {
    const latest = join(this.artifacts, LATEST, this.scenario);
    const unfinished = `${latest}.${process.pid}.tmp`;
    cpSync(this.folder, unfinished, { recursive: true });
    rmSync(latest, { recursive: true, force: true });
    renameSync(unfinished, latest);
  }
}
