import type { Requirement } from '../domain/requirement';
import type { Plan } from '../plan/plan';
import { waitingTime } from './units';

/** Seconds one round takes where nothing is known yet: two starts of Python, and the pairs (docs/statistics.md). */
const USUAL_ROUND_SECONDS = 1.6;
/** Rounds to a verdict of "no change" on a noisy machine, about the mean of those in docs/statistics.md. */
const USUAL_ROUNDS = 16;

/** The plan in words, for `--dryRun`. */
export function describePlan(plan: Plan): string {
  const { looks, margin } = plan.policy;
  const names = plan.variants.map((variant) => variant.name);
  const from = (rounds: number) => waitingTime(names.length * rounds * USUAL_ROUND_SECONDS);
  const place =
    plan.engine === 'docker'
      ? [
          `engine      docker, image ${plan.image}`,
          `            ${plan.imageCommand === undefined ? 'pulled where absent' : `made where absent by: ${plan.imageCommand}`}`,
          `network     ${plan.installNetwork} while installing, none while measuring`,
        ]
      : [`engine      local: ${plan.python} of this machine, not isolated`];
  return [
    `scenario    ${plan.scenario} (${plan.scenarioRoot})`,
    `baseline    ${side(plan.requirements.baseline)}`,
    `candidate   ${side(plan.requirements.candidate)}`,
    ...place,
    `configs     ${names.join(', ')}`,
    ...(plan.skippedVariants.length > 0 ? [`not here    ${plan.skippedVariants.join(', ')}`] : []),
    'method      lock-step rounds: a fresh process of each side on one CPU, slices of',
    `            ${plan.sliceSeconds * 1000} ms in balanced random order; iterations over 3 ms run`,
    '            on both sides at once',
    `rounds      looks after ${looks.join(', ')} rounds of each config`,
    `verdict     no change is proven within ±${margin * 100} %`,
    `time        about ${from(looks[0]!)} to ${from(USUAL_ROUNDS)} of measuring, ${from(looks.at(-1)!)} at the most`,
    `artifacts   ${plan.artifacts}/<run-id>/${plan.scenario}`,
  ].join('\n');
}

function side(requirement: Requirement): string {
  switch (requirement.kind) {
    case 'index':
      return requirement.pinned === undefined
        ? `${requirement.text} (the newest that fits, asked of the index when it runs)`
        : requirement.text;
    case 'directory':
      return `${requirement.path} (built as a wheel, once for each state of the source)`;
    case 'wheel':
      return requirement.path;
  }
}
