/** The mildest verdict that fails the target. */
export type FailOn = 'inconclusive' | 'regression' | 'blocking' | 'never';

/** What a user may say about the rule, in the units of users; what is not said has a default (analysis/make-policy.ts). */
export interface PolicySettings {
  /** Per cent. */
  readonly margin?: number;
  /** Per cent. */
  readonly blocking?: number;
  /** Error budget of the whole scenario, a probability. */
  readonly alpha?: number;
  /** Per cent of more memory that is a regression. */
  readonly memoryMargin?: number;
  readonly maxRounds?: number;
  readonly maxMinutes?: number;
  readonly failOn?: FailOn;
}

/** The settings of a scenario, and of configs that differ from it. */
export interface ScenarioPolicySettings extends PolicySettings {
  readonly configs?: Readonly<Record<string, PolicySettings>>;
}

/** The settings, in the order they are told. */
export const POLICY_KEYS = [
  'margin',
  'blocking',
  'alpha',
  'memoryMargin',
  'maxRounds',
  'maxMinutes',
  'failOn',
] as const;

export type PolicyKey = (typeof POLICY_KEYS)[number];

/** What a setting has to be, as a phrase (`a number of per cent above 0 and at most 50`), if `value` is not that. */
export function policyDemand(key: PolicyKey, value: unknown): string | undefined {
  const { holds, demand } = RANGES[key];
  return holds(value) ? undefined : demand;
}

/** Why blocking and margin contradict each other, if they do. */
export function bandDemand({ margin, blocking }: PolicySettings): string | undefined {
  if (margin === undefined || blocking === undefined || blocking >= margin) return undefined;
  return `blocking is ${blocking} % and lies below the margin of ${margin} %`;
}

const RANGES: Readonly<
  Record<PolicyKey, { readonly holds: (value: unknown) => boolean; readonly demand: string }>
> = {
  margin: {
    holds: (value) => isNumber(value) && value > 0 && value <= 50,
    demand: 'a number of per cent above 0 and at most 50',
  },
  blocking: {
    holds: (value) => isNumber(value) && value > 0,
    demand: 'a number of per cent, the margin or more',
  },
  alpha: {
    holds: (value) => isNumber(value) && value >= 0.0001 && value <= 0.2,
    demand: 'a probability from 0.0001 to 0.2',
  },
  memoryMargin: {
    holds: (value) => isNumber(value) && value > 0,
    demand: 'a number of per cent above 0',
  },
  maxRounds: {
    holds: (value) => isNumber(value) && Number.isInteger(value) && value >= 6 && value <= 400,
    demand: 'a whole number from 6 to 400',
  },
  maxMinutes: { holds: (value) => isNumber(value) && value > 0, demand: 'a number of minutes above 0' },
  failOn: {
    holds: (value) => ['inconclusive', 'regression', 'blocking', 'never'].includes(value as string),
    demand: 'inconclusive, regression, blocking or never',
  },
};

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

/** Of --moreRounds: more than anybody would wait for. */
export const MOST_MORE_ROUNDS = 10_000;
