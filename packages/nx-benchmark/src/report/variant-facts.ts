import { alphaOfVariant, nextLook } from '../analysis/policy';
import { policyWords } from '../analysis/policy-words';
import type { Policy } from '../domain/verdict';
import type { Manifest, VariantRecord } from '../results/manifest';
import { policyOfRecord } from '../results/policy-of-record';

/** What a report says of a config whatever its rounds say, but for how many there are. */
export function variantFacts(manifest: Manifest, record: VariantRecord, rounds: number) {
  const policy = policyOfRecord(manifest, record);
  return {
    name: record.name,
    ...(record.instructions === undefined ? {} : { instructions: record.instructions }),
    failure: record.failure,
    atLastLook: nextLook(policy, rounds) === undefined,
    ...spent(record, policy, manifest.variants.length),
    ...(record.policy === undefined ? {} : { rule: policyWords(policy) }),
  };
}

function spent({ extensions }: VariantRecord, policy: Policy, variantCount: number) {
  return extensions === undefined ? {} : { spent: { run: alphaOfVariant(policy, variantCount), extensions } };
}
