import type { Variant, VariantValue } from '../domain/scenario';

/**
 * The command line of a scenario for one config, as its contract says: pyperf's options, `--name`, and one option a
 * variable; structures as JSON, scalars as Python would print them.
 *
 * @param unusedOutput a path that does not exist: pyperf insists on one and our worker never writes it
 */
export function scenarioArguments(variant: Variant, unusedOutput: string): string[] {
  // With `=`, so that a value that begins with a dash is not taken for an option.
  const variables = Object.entries(variant.variables).map(([name, value]) => `--${name}=${asText(value)}`);
  return ['--copy-env', '--output', unusedOutput, '--name', variant.name, ...variables];
}

function asText(value: VariantValue): string {
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
