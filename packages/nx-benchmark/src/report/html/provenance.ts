import { cautionSentence } from '../cautions';
import { changeText } from '../change-text';
import { selfCheckLine, unusableSentence } from '../self-check';
import type { ScenarioReport } from '../summarize';
import { minute } from '../units';
import { escaped } from './escaped';

/** Of a scenario: what was compared, where, by which rule, with which doubts. */
export function provenance({ manifest, geomean, recovered }: ScenarioReport): string {
  const { sides, engine, selfCheck, cautions } = manifest;
  const facts: [string, string][] = [
    ['baseline', sideText(sides.baseline)],
    ...(manifest.alone ? [] : [['candidate', sideText(sides.candidate)] as [string, string]]),
    ['measured', measuredText(manifest)],
    ['engine', engine.description],
    ...(manifest.rule === undefined ? [] : [['rule', manifest.rule] as [string, string]]),
    ...(selfCheck?.passed ? [['self-check', selfCheckLine(selfCheck)] as [string, string]] : []),
    ...(geomean === undefined ? [] : [['geometric mean', changeText(geomean)] as [string, string]]),
    ['state', manifest.state],
    ...(recovered
      ? []
      : [['plugin', `${manifest.versions.plugin}, seed ${manifest.seed}`] as [string, string]]),
  ];
  const unusable = manifest.state === 'unusable' && selfCheck ? [unusableSentence(selfCheck)] : [];
  const doubts = [...unusable, ...cautions.map(cautionSentence)];
  return [
    `<dl>${facts.map(([term, text]) => `<dt>${escaped(term)}</dt><dd>${escaped(text)}</dd>`).join('')}</dl>`,
    doubts.length === 0
      ? ''
      : `<ul class="cautions">${doubts.map((sentence) => `<li>${escaped(sentence)}</li>`).join('')}</ul>`,
    packages(sides.baseline.packages, sides.candidate.packages),
  ].join('\n');
}

/** Without what is not recorded. */
function measuredText({ startedAt, machine }: ScenarioReport['manifest']): string {
  const { cpuModel, cpuCount, system, python } = machine;
  return [
    `${minute(startedAt)} on ${cpuModel}${cpuCount > 0 ? ` (${cpuCount} CPUs)` : ''}`,
    ...(system === '' ? [] : [system]),
    ...(python === '' ? [] : [`Python ${python}`]),
  ].join(', ');
}

function sideText({
  name,
  version,
  requirement,
  source,
}: ScenarioReport['manifest']['sides']['baseline']): string {
  const commit =
    source?.commit === undefined ? '' : `, commit ${source.commit}${source.changed ? ' and changes' : ''}`;
  return `${name} ${version}${requirement === '' ? '' : ` (${requirement}${commit})`}`;
}

function packages(
  baseline: Readonly<Record<string, string>>,
  candidate: Readonly<Record<string, string>>,
): string {
  const names = [...new Set([...Object.keys(baseline), ...Object.keys(candidate)])].sort();
  if (names.length === 0) return '';
  const rows = names.map(
    (name) =>
      `<tr><td>${escaped(name)}</td><td>${escaped(baseline[name] ?? '')}</td><td>${escaped(candidate[name] ?? '')}</td></tr>`,
  );
  return `<details><summary>Packages of both sides</summary><div class="body"><table><thead><tr><th>package</th><th>baseline</th><th>candidate</th></tr></thead><tbody>${rows.join('')}</tbody></table></div></details>`;
}
