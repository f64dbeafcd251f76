import type { Policy } from '../domain/verdict';
import type { Manifest, VariantRecord } from './manifest';

/** The rule that a config was measured by, with the rounds that were added later. */
export function policyOfRecord({ policy }: Pick<Manifest, 'policy'>, record: VariantRecord): Policy {
  const rule = record.policy ?? policy;
  if (record.extensions === undefined) return rule;
  return { ...rule, extensions: record.extensions.map(({ from, to, looks }) => ({ from, to, looks })) };
}

/** The rule of a config by its name; that of the run where the manifest does not know it. */
export function policyOfVariant(manifest: Pick<Manifest, 'policy' | 'variants'>, variant: string): Policy {
  const record = manifest.variants.find(({ name }) => name === variant);
  return record === undefined ? manifest.policy : policyOfRecord(manifest, record);
}
