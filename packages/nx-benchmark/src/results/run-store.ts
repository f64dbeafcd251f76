import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Round, RoundPart } from '../domain/round';
import { SIDES, type Side } from '../domain/side';
import { UserError } from '../domain/user-error';
import { copyAtomically } from '../files/copy-atomically';
import { isUnfinished } from '../files/unfinished';
import { writeAtomically } from '../files/write-atomically';
import { artifactNames, isTraceFolder, LATEST, scenarioFolder } from './artifacts';
import { ignoreArtifacts } from './ignore-artifacts';
import type { Manifest } from './manifest';
import { type PyperfMetadata, toPyperfJson } from './pyperf-results';
import { readRounds, readScenario } from './read-results';
import { encodeRound } from './round-line';

/** What an earlier process measured of a scenario. */
export interface EarlierRun {
  readonly manifest: Manifest;
  /** The finished rounds of each config, in order, none missing. */
  readonly rounds: ReadonlyMap<string, readonly Round[]>;
  /** Those that check a regression, in the same manner. */
  readonly confirmations: ReadonlyMap<string, readonly Round[]>;
  /** Configs of which a trace was recorded that is no longer there. */
  readonly tracesLost: ReadonlySet<string>;
}

/** Keeps a run on disk, round by round: a run that is killed has lost at most the round in flight. */
export class RunStore {
  readonly folder: string;
  private readonly rounds = new Map<string, readonly Round[]>();

  /** @param sides those that there are: a side measured alone has no other */
  constructor(
    private readonly artifacts: string,
    private readonly runId: string,
    private readonly scenario: string,
    private readonly sides: readonly Side[] = SIDES,
  ) {
    this.folder = scenarioFolder(artifacts, runId, scenario);
  }

  /**
   * What the run holds of this scenario already. Changes nothing.
   *
   * @throws UserError when a round in the middle is missing: what follows it would be measured twice
   */
  readEarlier(): EarlierRun | undefined {
    const stored = readScenario(this.folder);
    if (stored === undefined) return undefined;
    const read = (part?: RoundPart) =>
      new Map(stored.manifest.variants.map(({ name }) => [name, readRounds(stored, name, part)]));
    const [rounds, confirmations] = [read(), read('confirmation')];
    for (const [variant, all] of [...rounds, ...confirmations]) {
      const gap = all.findIndex((round, at) => round.index !== at);
      if (gap < 0) continue;
      throw new UserError(
        `The run ${this.runId} cannot go on: ${join(this.folder, artifactNames.rounds(variant, all[0]?.part))} lacks the round with index ${gap}.`,
        'Choose another --runId, or none for a new run.',
      );
    }
    const lost = stored.manifest.variants.filter(({ traces }) => {
      return Object.values(traces?.sides ?? {}).some(({ file }) => !existsSync(join(this.folder, file)));
    });
    const tracesLost = new Set(lost.map(({ name }) => name));
    return { manifest: stored.manifest, rounds, confirmations, tracesLost };
  }

  /**
   * Makes an earlier run this one's beginning. Its files become one whole again: a crash may have left half a line in
   * those of the rounds, and pyperf's a round behind.
   */
  takeOver(earlier: EarlierRun, metadata: (variant: string) => PyperfMetadata): void {
    for (const file of readdirSync(this.folder, { recursive: true }).map(String)) {
      if (isUnfinished(file)) rmSync(join(this.folder, file));
    }
    for (const [variant, rounds] of earlier.rounds) {
      if (rounds.length === 0) continue;
      this.rounds.set(variant, rounds);
      this.writeRounds(variant, rounds);
      this.writePyperf(variant, metadata(variant));
    }
    for (const [variant, rounds] of earlier.confirmations) this.writeRounds(variant, rounds);
  }

  /** Saves a finished round: its slices, and the pyperf document of each side, which holds the first part alone. */
  addRound(round: Round, metadata: PyperfMetadata): void {
    const file = this.fileToWrite(artifactNames.rounds(round.variant, round.part));
    mkdirSync(dirname(file), { recursive: true });
    appendFileSync(file, `${encodeRound(round)}\n`);
    if (round.part !== undefined) return;
    this.rounds.set(round.variant, [...(this.rounds.get(round.variant) ?? []), round]);
    this.writePyperf(round.variant, metadata);
  }

  /**
   * Keeps what the build of a side said; returns the file. A log that is there stays: it belongs to rounds that are
   * there, and whether this build is the same is not known yet.
   */
  writeBuildLog(side: Side, text: string): string {
    for (let number = 1; ; number++) {
      const file = this.fileToWrite(artifactNames.buildLog(side, number));
      if (existsSync(file) && readFileSync(file, 'utf8') !== text) continue;
      writeAtomically(file, text);
      return file;
    }
  }

  writeManifest(manifest: Manifest): void {
    writeAtomically(this.fileToWrite(artifactNames.manifest), `${JSON.stringify(manifest, null, 1)}\n`);
  }

  /**
   * Copies the complete run to the path that Nx caches, without its traces, which are larger than all else together.
   *
   * @param cachedOutputs folder of artifacts that the target's outputs name, where that is another
   */
  publishLatest(cachedOutputs: string = this.artifacts): void {
    copyAtomically(this.folder, join(cachedOutputs, LATEST, this.scenario), (path) => !isTraceFolder(path));
  }

  private writeRounds(variant: string, rounds: readonly Round[]): void {
    if (rounds.length === 0) return;
    const lines = rounds.map((round) => `${encodeRound(round)}\n`);
    writeAtomically(this.fileToWrite(artifactNames.rounds(variant, rounds[0]?.part)), lines.join(''));
  }

  private writePyperf(variant: string, metadata: PyperfMetadata): void {
    for (const side of this.sides) {
      const path = this.fileToWrite(artifactNames.results(side, variant));
      writeAtomically(path, toPyperfJson(this.rounds.get(variant)!, side, metadata));
    }
  }

  private fileToWrite(name: string): string {
    ignoreArtifacts(this.artifacts);
    return join(this.folder, name);
  }
}
