import { nearestName } from '../domain/nearest-name';
import { bandDemand, POLICY_KEYS, type PolicyKey, policyDemand } from '../domain/policy-settings';
import type { SourcePosition } from '../domain/suite';
import { describeYaml, type YamlEntry, type YamlMapping, type YamlNode, yamlValue } from './yaml-node';

/** A config that a suite's `policy` names. */
export interface PolicyConfig {
  readonly name: string;
  readonly position: SourcePosition;
}

type Report = (position: SourcePosition, message: string, hint: string) => void;

/** The configs that the `policy` of a suite names, or null, reported, where something in it is wrong. */
export function parsePolicy(
  { key, value }: YamlEntry,
  suite: string,
  report: Report,
): readonly PolicyConfig[] | null {
  let sound = true;
  const fault: Report = (position, message, hint) => {
    sound = false;
    report(position, message, hint);
  };
  const what = `the policy of suite '${suite}'`;
  const settings = mapping(value, key.position, what, fault);
  const configs = settings?.entries.find((entry) => entry.key.value === 'configs');
  if (settings) checkSettings(settings, what, [...POLICY_KEYS, 'configs'], fault);
  const named = configs && mapping(configs.value, configs.key.position, `'configs' of ${what}`, fault);
  for (const config of named?.entries ?? []) {
    const whose = `the policy of config '${config.key.value}'`;
    const own = mapping(config.value, config.key.position, whose, fault);
    const alpha = own?.entries.find((entry) => entry.key.value === 'alpha');
    if (alpha) {
      const message = `'alpha' of ${whose}: alpha is the budget of the whole scenario, which its configs share`;
      fault(alpha.key.position, message, `move it to ${what}`);
    }
    if (own) checkSettings(own, whose, POLICY_KEYS, fault, alpha && 'alpha');
  }
  if (!sound) return null;
  return (named?.entries ?? []).map((config) => ({
    name: String(config.key.value),
    position: config.key.position,
  }));
}

function mapping(
  node: YamlNode,
  position: SourcePosition,
  what: string,
  report: Report,
): YamlMapping | undefined {
  if (node.kind === 'mapping') return node;
  report(position, `${what} is a mapping, and this is ${describeYaml(node)}`, "write keys like 'margin: 1'");
  return undefined;
}

function checkSettings(
  { entries, position }: YamlMapping,
  what: string,
  known: readonly string[],
  report: Report,
  told?: string,
): void {
  for (const { key, value } of entries) {
    const name = String(key.value);
    if (name === told || (name === 'configs' && known.includes(name))) continue;
    if (!known.includes(name)) {
      const near = nearestName(name, known);
      const hint = near ? `did you mean '${near}'?` : `the keys are ${known.join(', ')}`;
      report(key.position, `${what} has no key '${name}'`, hint);
      continue;
    }
    const demand = policyDemand(name as PolicyKey, yamlValue(value));
    if (demand !== undefined)
      report(key.position, `'${name}' of ${what} is ${describeYaml(value)}`, `write ${demand}`);
  }
  const values = Object.fromEntries(entries.map(({ key, value }) => [String(key.value), yamlValue(value)]));
  const band = bandDemand(values);
  if (band === undefined) return;
  const blocking = entries.find(({ key }) => key.value === 'blocking');
  report(blocking?.key.position ?? position, `in ${what}, ${band}`, 'set blocking to the margin or more');
}
