import { isDeepStrictEqual } from 'node:util';
import { defaultPolicy } from '../../analysis/policy';
import type { Manifest } from '../../results/manifest';
import { selfCheckLine } from '../self-check';
import { minute } from '../units';
import { labelled } from './labelled';
import type { TerminalStyle } from './terminal-style';

/** Widest label and a blank. */
const LABEL = 11;

/** What was compared, when and where, by which rule, and the line below it. */
export function scenarioHead(manifest: Manifest, style: TerminalStyle): string[] {
  const { baseline, candidate } = manifest.sides;
  const { continued = [], selfCheck } = manifest;
  const fields: readonly (readonly [label: string, text: string])[] = [
    ['baseline', `${baseline.name} ${baseline.version}`],
    ['candidate', manifest.alone ? 'none' : `${candidate.name} ${candidate.version}`],
    ['measured', `${minute(manifest.updatedAt)}, ${manifest.machine.cpuModel}`],
    ['', manifest.engine.description],
    ...ruleFields(manifest),
    ['run', `${manifest.runId}${manifest.state === 'complete' ? '' : ` (${manifest.state})`}`],
    ...continued.map(
      ({ at, rounds }) => ['', `continued ${minute(at)} after ${rounds} rounds`] as [string, string],
    ),
    ...(selfCheck?.passed ? [['self-check', selfCheckLine(selfCheck)] as [string, string]] : []),
  ];
  return [
    `Scenario: ${style.colors.bold(manifest.scenario)}`,
    ...fields.flatMap(([label, text]) => headField(label, text, style)),
    '='.repeat(style.width),
  ];
}

/** A line of the head, which goes on below its own text. */
export function headField(label: string, text: string, { width, glyphs }: TerminalStyle): string[] {
  return labelled(label, glyphs.text(text), LABEL, width);
}

/** A rule of the user's own, a clause a line; the usual one is no news. */
function ruleFields({ rule, policy, alone }: Manifest): [string, string][] {
  if (rule === undefined || alone || isDeepStrictEqual(policy, defaultPolicy)) return [];
  return rule.split('; ').map((clause, at) => [at === 0 ? 'rule' : '', clause]);
}
