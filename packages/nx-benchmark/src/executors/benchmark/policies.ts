import { isDeepStrictEqual } from 'node:util';
import { makePolicy } from '../../analysis/make-policy';
import { defaultPolicy } from '../../analysis/policy';
import {
  bandDemand,
  type FailOn,
  POLICY_KEYS,
  type PolicySettings,
  policyDemand,
} from '../../domain/policy-settings';
import type { Scenario } from '../../domain/scenario';
import { UserError } from '../../domain/user-error';
import type { Policy } from '../../domain/verdict';
import { policyOption } from '../../graph/policy-option';
import type { BenchmarkOptions } from './options';
import { quickSettings } from './quick-settings';

/** The rule of a scenario, with every default filled in. */
export interface Policies {
  readonly policy: Policy;
  /** Of configs whose rule differs from it. */
  readonly ownPolicies: Readonly<Record<string, Policy>>;
  /** The mildest verdict of a config that fails the target. */
  readonly failOn: (variant: string) => FailOn;
}

/**
 * What counts, from the nearest on: the command line, the preset of a quick run, the config, the suite, nx.json, the
 * defaults. (Suite and nx.json are one option when they come here.)
 *
 * @throws UserError for a key that does not exist, a value out of its range, and values that contradict each other
 */
export function policies(options: BenchmarkOptions, variants: Scenario['variants']): Policies {
  const { configs = {}, ...scenario } = policyOption(options.policy ?? {}, 'policy');
  const said = saidOnCommandLine(options);
  const together = (standing: PolicySettings): PolicySettings =>
    options.quick ? quickSettings(standing, said) : { ...standing, ...said };
  const settingsOf = (variant: string) => together({ ...scenario, ...configs[variant] });
  const policy = checked(together(scenario), 'the policy of the scenario');
  const own = variants.map(({ name }) => {
    return [name, checked(settingsOf(name), `the policy of config ${name}`)] as const;
  });
  return {
    policy,
    ownPolicies: Object.fromEntries(own.filter(([, one]) => !isDeepStrictEqual(one, policy))),
    failOn: (variant) => settingsOf(variant).failOn ?? 'regression',
  };
}

function saidOnCommandLine(options: BenchmarkOptions): PolicySettings {
  const said = POLICY_KEYS.flatMap((key) =>
    options[key] === undefined ? [] : [[key, options[key]] as const],
  );
  for (const [key, value] of said) {
    const demand = policyDemand(key, value);
    if (demand !== undefined) throw new UserError(`--${key} is ${value}; it has to be ${demand}.`);
  }
  if (options.moreRounds !== undefined) {
    const [rule] = said.filter(([key]) => key !== 'failOn');
    if (rule !== undefined) {
      throw new UserError(
        `--moreRounds adds rounds under the rule of its run, and --${rule[0]} would change it.`,
        `Leave out --${rule[0]}.`,
      );
    }
  }
  return Object.fromEntries(said);
}

function checked(settings: PolicySettings, what: string): Policy {
  const { margin = 100 * defaultPolicy.margin, blocking = 100 * defaultPolicy.blocking } = settings;
  const demand = bandDemand({ margin, blocking });
  if (demand !== undefined) {
    throw new UserError(`In ${what}, ${demand}.`, 'Set blocking to the margin or more.');
  }
  return makePolicy(settings);
}
