import { policyOfVariant } from '../../results/policy-of-record';
import { memoryLevelWords } from '../memory-words';
import type { RankedConfig } from '../ranked-configs';
import type { ScenarioReport } from '../summarize';
import type { TableRow } from './config-table';
import type { TerminalStyle } from './terminal-style';
import { verdictColor } from './verdict-color';

/** The line of a config, and below it one of its memory where that is a regression. */
export function configRows(config: RankedConfig, name: string, style: TerminalStyle): TableRow[] {
  const { report, variant, told, timeWords } = config;
  const { estimate, level } = variant.memory ?? {};
  const { margin } = policyOfVariant(report.manifest, variant.name);
  const grown = level === undefined || told === undefined ? undefined : memoryLevelWords(level);
  return [
    { ...verdictCells(timeWords, style), name, estimate: told, margin },
    ...(grown === undefined ? [] : [{ ...verdictCells(grown, style), name: '  memory', estimate }]),
  ];
}

/** The last line of a scenario with several configs; none of one. */
export function geomeanRows({ manifest, geomean }: ScenarioReport, name: string): TableRow[] {
  if (geomean === undefined) return [];
  return [{ name, verdict: '', estimate: geomean, margin: manifest.policy.margin }];
}

/** A verdict as a table shows it. */
export function verdictCells(
  words: string,
  style: TerminalStyle,
): Pick<TableRow, 'verdict' | 'shortVerdict' | 'color'> {
  return {
    verdict: style.glyphs.text(words),
    shortVerdict: SHORT_WORDS[words.replace(/ within .*/, '')],
    color: verdictColor(words, style),
  };
}

const SHORT_WORDS: Readonly<Record<string, string>> = {
  'no change': 'no change',
  'regression (minor)': 'minor',
  'regression (blocking)': 'blocking',
  'improvement (noteworthy)': 'improvement',
  'improvement (large)': 'improvement',
  'machine not usable': 'unusable',
  'measured alone': 'alone',
};
