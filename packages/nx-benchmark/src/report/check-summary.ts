import type { Finding } from '../domain/finding';
import { redact } from '../domain/redact';
import { counted } from './counted';
import { findingSentence } from './findings';
import { waitingTime } from './units';

/** What a check came to, ready to be told. */
export interface ScenarioCheck {
  readonly scenario: string;
  readonly configs: number;
  readonly findings: readonly Finding[];
  readonly failures: number;
  readonly seconds: number;
}

/** A line for each finding, and one over all: `span: 15 configs checked in 34 s: 1 failure, 2 warnings`. */
export function checkSummary({ scenario, configs, findings, failures, seconds }: ScenarioCheck): string {
  const counts = [
    ...(failures === 0 ? [] : [counted(failures, 'failure')]),
    ...(findings.length === 0 ? [] : [counted(findings.length, 'warning')]),
  ];
  const came = counts.length === 0 ? 'nothing found' : counts.join(', ');
  const warnings = findings.map((finding) => `warning: ${redact(findingSentence(finding))}`);
  const last = `${scenario}: ${counted(configs, 'config')} checked in ${waitingTime(seconds)}: ${came}`;
  return [...warnings, last].join('\n');
}
