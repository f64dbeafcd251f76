import { METHODS, type Method } from '../domain/method';
import type { Suite } from '../domain/suite';
import type { SuitespecProblem } from '../suitespec/suitespec-problem';

/** Keys of a suite that say how its scenario is measured, as options of its target. */
export function suiteSettings({ cpusPerRun, metadata }: Suite): Readonly<Record<string, unknown>> {
  const { network, method } = metadata;
  return {
    cpusPerRun,
    ...(isName(network) ? { measuringNetwork: network } : {}),
    ...(isMethod(method) ? { method } : {}),
  };
}

/** What is wrong with them: the scenario must not be measured otherwise than its suite asks. */
export function settingsProblems({ scenario, position, metadata }: Suite): readonly SuitespecProblem[] {
  const problems: SuitespecProblem[] = [];
  if ('network' in metadata && !isName(metadata.network)) {
    problems.push({
      ...position,
      message: `the network of the suite '${scenario}' has no name`,
      hint: 'write the name of a Docker network, like bridge or host, or leave the key out for none',
    });
  }
  if ('method' in metadata && !isMethod(metadata.method)) {
    problems.push({
      ...position,
      message: `the method of the suite '${scenario}' is ${JSON.stringify(metadata.method)}`,
      hint: `write ${METHODS.join(' or ')}, or leave the key out to let calibration choose`,
    });
  }
  return problems;
}

function isMethod(value: unknown): value is Method {
  return METHODS.some((method) => method === value);
}

function isName(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '';
}
