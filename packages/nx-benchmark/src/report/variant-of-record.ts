import { decideNow } from '../analysis/decide-now';
import type { Manifest, VariantRecord } from '../results/manifest';
import { policyOfRecord } from '../results/policy-of-record';
import type { VariantReport } from './summarize';
import { variantFacts } from './variant-facts';

/** Whether a record says all that its rounds would: the run has ended, and no older version wrote it. */
export function isSettled(record: VariantRecord): boolean {
  return record.rounds === 0 || (record.verdict !== undefined && record.time !== undefined);
}

/** A config as its record has it; no round is read. */
export function variantOfRecord(manifest: Manifest, record: VariantRecord): VariantReport {
  const { confirmation, memory, results, rounds, secondsPerRound, time } = record;
  const nothing = () => decideNow([], policyOfRecord(manifest, record), manifest.variants.length);
  return {
    ...variantFacts(manifest, record, rounds),
    time,
    results,
    verdict: record.verdict ?? nothing().verdict,
    ...(memory === undefined ? {} : { memory }),
    rounds,
    ...(confirmation === undefined ? {} : { roundsAgain: confirmation.rounds }),
    ...(secondsPerRound === undefined ? {} : { secondsPerRound }),
  };
}
