import { nearestName } from '../domain/nearest-name';
import {
  POLICY_KEYS,
  type PolicyKey,
  policyDemand,
  type ScenarioPolicySettings,
} from '../domain/policy-settings';
import { UserError } from '../domain/user-error';

/**
 * The option `policy` as it was read from JSON.
 *
 * @param where what the user calls it: `nx.json: policy`
 * @throws UserError for a key that does not exist and for a value out of its range
 */
export function policyOption(value: unknown, where: string): ScenarioPolicySettings {
  const settings = object(value, where);
  for (const [key, one] of Object.entries(settings)) {
    if (key === 'configs') continue;
    checkSetting(key, one, where, [...POLICY_KEYS, 'configs']);
  }
  for (const [config, own] of Object.entries(object(settings.configs ?? {}, `${where}.configs`))) {
    const here = `${where}.configs.${config}`;
    for (const [key, one] of Object.entries(object(own, here))) {
      if (key === 'alpha') throw new UserError(`${here}.alpha: ${ALPHA_OF_ALL}`, `Set ${where}.alpha.`);
      checkSetting(key, one, here, POLICY_KEYS);
    }
  }
  return settings as ScenarioPolicySettings;
}

const ALPHA_OF_ALL = 'alpha is the budget of the whole scenario, which its configs share';

/** What two levels say together; the second is nearer to the scenario and wins, key by key, also within a config. */
export function mergePolicies(
  far: ScenarioPolicySettings,
  near: ScenarioPolicySettings,
): ScenarioPolicySettings {
  const names = new Set([...Object.keys(far.configs ?? {}), ...Object.keys(near.configs ?? {})]);
  const configs = [...names].map((name) => [name, { ...far.configs?.[name], ...near.configs?.[name] }]);
  return { ...far, ...near, ...(names.size === 0 ? {} : { configs: Object.fromEntries(configs) }) };
}

function checkSetting(key: string, value: unknown, where: string, known: readonly string[]): void {
  if (!known.includes(key)) {
    const near = nearestName(key, known);
    throw new UserError(
      `${where} has no key "${key}".`,
      near === null ? `Its keys: ${known.join(', ')}.` : `Did you mean "${near}"?`,
    );
  }
  const demand = policyDemand(key as PolicyKey, value);
  if (demand !== undefined)
    throw new UserError(`${where}.${key} is ${JSON.stringify(value)}; it has to be ${demand}.`);
}

function object(value: unknown, where: string): Readonly<Record<string, unknown>> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  throw new UserError(`${where} is ${JSON.stringify(value)}; it has to be an object.`);
}
