import type { SideRecord } from '../../results/manifest';
import { counted } from '../counted';
import type { NextStep } from '../next-step';
import { benchmarkTask } from '../settling';
import type { AgainstReport } from './against-report';

/** What to do next about two runs; a doubt between them is settled by measuring their candidates in one run. */
export function againstNextStep(reports: readonly AgainstReport[]): NextStep {
  const configs = reports.flatMap(({ configs }) => configs);
  const count = (kind: string) => configs.filter(({ verdict }) => verdict.kind === kind).length;
  const [slower, unsure, faster] = [count('regression'), count('inconclusive'), count('improvement')];
  if (configs.length === 0) return { sentence: 'nothing to compare: the runs have no config in common' };
  const parts = [
    ...(slower === 0 ? [] : [`slower than the reference in ${counted(slower, 'config')}`]),
    ...(faster === 0 ? [] : [`faster in ${counted(faster, 'config')}`]),
    ...(unsure === 0 ? [] : [`inconclusive in ${counted(unsure, 'config')}`]),
  ];
  if (slower + unsure === 0) {
    const same = configs.length - faster;
    const rest = same === 0 ? [] : [`no difference in ${counted(same, 'config')}`];
    return { sentence: `nothing to do: ${[...parts, ...rest].join(', ')}` };
  }
  const report = reports.find(({ configs }) => configs.some(isOpen))!;
  const sentence = parts.join(', ');
  if (report.cautions.some(({ kind }) => kind === 'same-candidate')) {
    return { sentence: `${sentence}, with the same candidate: look at what else the runs differ in` };
  }
  const command = directComparison(report);
  return command === undefined
    ? { sentence: `${sentence}; measure the two candidates against each other (--baseline, --candidate)` }
    : { sentence: `${sentence}; to measure the two candidates against each other`, command };
}

function isOpen({ verdict: { kind } }: AgainstReport['configs'][number]): boolean {
  return kind === 'regression' || kind === 'inconclusive';
}

function directComparison({ manifests: { reference, current } }: AgainstReport): string | undefined {
  const [baseline, candidate] = [reference, current].map(({ sides }) => requirementOf(sides.candidate));
  if (baseline === undefined || candidate === undefined || baseline === candidate) return undefined;
  return `nx run ${benchmarkTask(current)} --baseline=${baseline} --candidate=${candidate}`;
}

/** What installs the side again, the very same; undefined where nothing does: files that were never committed. */
function requirementOf({ name, version, installed, requirement, source }: SideRecord): string | undefined {
  if (installed === `${name}==${version}`) return installed;
  const ofThisRepository = requirement === '.' || requirement.startsWith('git:');
  return ofThisRepository && source?.commit !== undefined && !source.changed
    ? `git:${source.commit}`
    : undefined;
}
