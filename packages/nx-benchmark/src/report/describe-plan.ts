import { policyWords } from '../analysis/policy-words';
import { memorySize } from '../domain/memory-size';
import type { Method } from '../domain/method';
import { redact } from '../domain/redact';
import type { Requirement } from '../domain/requirement';
import type { Plan } from '../plan/plan';
import { policyOf } from '../plan/policy-of';
import { waitingTime } from './units';

/** Seconds one round takes where nothing is known yet: two starts of Python, and the pairs (docs/statistics.md). */
const USUAL_ROUND_SECONDS = 1.6;
/** Rounds to a verdict of "no change" on a noisy machine, about the mean of those in docs/statistics.md. */
const USUAL_ROUNDS = 16;

const BUILT = '(built as a wheel, once for each state of the source)';

/** The plan in words, for `--dryRun`. */
export function describePlan(plan: Plan): string {
  const { looks } = plan.policy;
  const names = plan.variants.map((variant) => variant.name);
  const atOnce = plan.cpus === undefined ? 1 : Math.floor(plan.cpus.length / plan.cpusPerRun);
  const waves = names.length / Math.min(atOnce, names.length);
  const from = (rounds: number) => waitingTime(waves * rounds * USUAL_ROUND_SECONDS);
  const place =
    plan.engine === 'docker'
      ? [
          `engine      docker, image ${plan.image}`,
          `            ${plan.imageCommand === undefined ? 'pulled where absent' : `made where absent by: ${plan.imageCommand}`}`,
          `network     ${plan.installNetwork} while installing, ${plan.measuringNetwork} while measuring`,
          `memory      ${plan.memory === undefined ? 'three quarters of what the engine has' : memorySize(plan.memory)}, no swap`,
        ]
      : [`engine      local: ${plan.python} of this machine, not isolated`];
  return [
    `scenario    ${plan.scenario} (${plan.scenarioRoot})`,
    `baseline    ${side(plan.requirements.baseline)}`,
    `candidate   ${side(plan.requirements.candidate)}`,
    ...place,
    `configs     ${names.join(', ')}`,
    ...(plan.skippedVariants.length > 0 ? [`not here    ${plan.skippedVariants.join(', ')}`] : []),
    ...(plan.cpus === undefined
      ? []
      : [
          `CPUs        ${plan.cpus.join(', ')}: up to ${atOnce} configs at once, ${plan.cpusPerRun} for each`,
        ]),
    ...METHOD_WORDS[plan.method ?? 'calibrated'](plan),
    `rounds      looks after ${looks.join(', ')} rounds of each config`,
    ...quick(plan),
    ...(plan.selfCheck ? ['self-check  six rounds of the baseline against itself come first'] : []),
    ...rules(plan),
    ...(plan.metric === 'instructions' ? ['instructions are counted after the rounds, with valgrind'] : []),
    ...(plan.profile === undefined ? [] : [PROFILE_WORDS[plan.profile.which]]),
    `time        about ${from(looks[0]!)} to ${from(Math.min(USUAL_ROUNDS, looks.at(-1)!))} of measuring, ${from(looks.at(-1)!)} at the most`,
    `artifacts   ${plan.artifacts}/<run-id>/${plan.scenario}`,
  ]
    .map(redact)
    .join('\n');
}

function quick({ quick, variants }: Plan): string[] {
  return quick === undefined
    ? []
    : [`quick       ${variants.length} of ${quick.configs} configs, by a coarser rule`];
}

const PROFILE_WORDS = {
  all: 'traces are recorded after the rounds, with viztracer',
  regressions: 'traces of regressions are recorded after the rounds, with viztracer',
} as const;

const METHOD_WORDS: Readonly<Record<Method | 'calibrated', (plan: Plan) => string[]>> = {
  calibrated: ({ sliceSeconds }) => [
    'method      lock-step rounds: a fresh process of each side on one CPU, slices of',
    `            ${sliceSeconds * 1000} ms in balanced random order; iterations over 3 ms run`,
    '            on both sides at once',
  ],
  'lock-step': () => ['method      lock-step, as the suite asks: the sides take turns on one CPU'],
  'co-run': () => ['method      co-run, as the suite asks: both sides at once on one CPU'],
  interleaved: () => [
    'method      interleaved, as the suite asks: one side after the other, in random order',
  ],
};

/** The rule, a clause a line, and those of configs that have their own. */
function rules(plan: Plan): string[] {
  const own = plan.variants.filter(({ name }) => policyOf(plan, name) !== plan.policy);
  const clauses = [
    ...policyWords(plan.policy).split('; '),
    ...own.map(({ name }) => `${name}: ${policyWords(policyOf(plan, name))}`),
    ...(plan.confirm === undefined ? [] : ['a regression that would fail is measured again to confirm it']),
    ...(plan.moreRounds === undefined
      ? []
      : [
          `${plan.moreRounds} more rounds for each config that the run left inconclusive, under its own rule`,
        ]),
  ];
  return clauses.map((clause, at) => `${at === 0 ? 'verdict     ' : '            '}${clause}`);
}

function side(requirement: Requirement): string {
  switch (requirement.kind) {
    case 'index':
      return requirement.pinned === undefined
        ? `${requirement.text} (the newest that fits, asked of the index when it runs)`
        : requirement.text;
    case 'directory':
      return `${requirement.path} ${BUILT}`;
    case 'sdist':
      return `${requirement.path} (built as a wheel, once)`;
    case 'wheel':
      return requirement.path;
    case 'repository':
      return `${requirement.text} (fetched with this machine's git) ${BUILT}`;
    case 'revision':
      return requirement.revision.kind === 'ref'
        ? `${requirement.text} (this repository) ${BUILT}`
        : `${requirement.text} (where HEAD left ${requirement.revision.base}) ${BUILT}`;
    case 'none':
      return 'none: the baseline is measured alone';
  }
}
