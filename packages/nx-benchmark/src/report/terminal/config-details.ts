import type { StatisticResult } from '../../domain/verdict';
import type { Manifest } from '../../results/manifest';
import { changeText } from '../change-text';
import { counted } from '../counted';
import { instructionText } from '../instruction-words';
import { memoryText } from '../memory-words';
import { movedWords } from '../moved-words';
import { settling } from '../settling';
import { totalSpent, type VariantReport } from '../summarize';
import { duration, waitingTime } from '../units';
import { confirmationWords, STATISTIC_WORDS } from '../verdict-words';
import { titleLines } from './config-title';
import { labelled } from './labelled';
import type { TerminalStyle } from './terminal-style';
import { verdictColor } from './verdict-color';
import { wrapped } from './wrapped';

/** The numbers of a config that a verdict rests on, what else is known of it, and what would settle it. */
export function configDetails(manifest: Manifest, variant: VariantReport, style: TerminalStyle): string[] {
  if (manifest.alone) return aloneDetails(variant, style);
  const rows: Row[] = [
    ...sideRows(variant),
    ...variant.results
      .filter(({ tested }) => tested)
      .map((result, at): Row => [at === 0 ? 'change' : '', resultText(result)]),
    ...movedRows(variant),
    ...(variant.time === undefined ? [] : [['rounds', roundsText(variant)] as Row]),
    ...spentRows(variant),
    ...ruleRows(variant),
    ...(variant.memory === undefined ? [] : [['memory', memoryText(variant.memory)] as Row]),
    ...(variant.instructions === undefined
      ? []
      : [['instructions', instructionText(variant.instructions)] as Row]),
  ];
  return [
    ...titleLines(variant, style),
    ...rowLines(rows, style),
    ...offerLines(variant),
    ...failureLines(variant, style),
    ...confirmationLines(variant, style),
    ...settlingLines(manifest, variant),
  ];
}

/** A side that was measured against itself: its time, and how much the machine could tell apart. */
function aloneDetails(variant: VariantReport, style: TerminalStyle): string[] {
  const { name, failure, time, memory, instructions, results } = variant;
  const rows: Row[] = [
    ...sideRows(variant).slice(0, 1),
    ...results
      .filter(({ tested }) => tested)
      .map((result, at): Row => [at === 0 ? 'itself' : '', resultText(result)]),
    ...(time === undefined ? [] : [['rounds', roundsText(variant)] as Row]),
    ...(memory === undefined ? [] : [['memory', beforeArrow(memoryText(memory))] as Row]),
    ...(instructions === undefined
      ? []
      : [['instructions', beforeArrow(instructionText(instructions))] as Row]),
  ];
  const title = failure === undefined ? 'measured alone' : verdictColor('failed', style)('failed');
  return [`${name}: ${title}`, ...rowLines(rows, style), ...failureLines(variant, style)];
}

/** A label and what it is about. */
type Row = [label: string, text: string];

/** Rows below each other, indented. */
function rowLines(rows: readonly Row[], { width, glyphs }: TerminalStyle): string[] {
  const widest = Math.max(MIN_LABEL, ...rows.map(([label]) => label.length));
  return rows.flatMap(([label, text]) => labelled(`  ${label}`, glyphs.text(text), widest + 4, width));
}

/** `candidate`, the widest of the usual labels. */
const MIN_LABEL = 9;

function sideRows({ time }: VariantReport): Row[] {
  if (time === undefined) return [];
  const { baseline, candidate } = time;
  return [
    ['baseline', `${duration(baseline.mean)} ± ${duration(baseline.deviation)}`],
    ['candidate', `${duration(candidate.mean)} ± ${duration(candidate.deviation)}`],
  ];
}

function resultText(result: StatisticResult): string {
  return `${changeText(result)} ${STATISTIC_WORDS[result.statistic]}`;
}

/** Of a regression that was recorded: where it is. */
function movedRows({ movers }: VariantReport): Row[] {
  return movers === undefined
    ? []
    : movedWords(movers).map((words, at): Row => [at === 0 ? 'moved' : '', words]);
}

function roundsText({ rounds, roundsAgain, processes }: VariantReport): string {
  if (processes !== undefined) return `none, but ${processes.baseline} and ${processes.candidate} processes`;
  return roundsAgain === undefined ? String(rounds) : `${rounds}, then ${roundsAgain} fresh ones`;
}

/** Of a config that got more rounds later: what it may err by, all together. */
function spentRows({ spent }: VariantReport): Row[] {
  if (spent === undefined) return [];
  const parts = [
    `${probability(spent.run)} the run`,
    ...spent.extensions.map(({ from, to, alpha }) => `${probability(alpha)} rounds ${from + 1} to ${to}`),
  ];
  return [['error', `at most ${probability(totalSpent(spent))}: ${parts.join(', ')}`]];
}

function probability(share: number): string {
  return `${Number((share * 100).toPrecision(3))} %`;
}

function ruleRows({ rule }: VariantReport): Row[] {
  return rule === undefined
    ? []
    : rule.split('; ').map((clause, at): Row => [at === 0 ? 'rule' : '', clause]);
}

/** The other witness by its name, where time could not decide. */
function offerLines({ failure, verdict, instructions }: VariantReport): string[] {
  return failure === undefined && verdict.kind === 'inconclusive' && instructions === undefined
    ? ['  --metric=instructions counts instead of timing']
    : [];
}

function failureLines({ failure }: VariantReport, style: TerminalStyle): string[] {
  return failure === undefined ? [] : indented(`the ${failure.side} ${failure.reason}`, style);
}

function confirmationLines({ verdict }: VariantReport, style: TerminalStyle): string[] {
  const words = confirmationWords(verdict);
  return words === undefined ? [] : indented(words, style);
}

function indented(text: string, { width, glyphs }: TerminalStyle): string[] {
  return wrapped(glyphs.text(text), width - 4).map((line) => `  ${line}`);
}

/** The command stays in one line, to be copied. */
function settlingLines(manifest: Manifest, variant: VariantReport): string[] {
  const found = settling(manifest, variant);
  if (found === undefined) return [];
  const { command, rounds, seconds } = found;
  const words = counted(rounds, 'more round');
  return [`  to settle it (about ${words}, ${waitingTime(seconds)}):`, `  ${command}`];
}

/** Of two values the first: the other side is no other. */
function beforeArrow(text: string): string {
  return text.replace(/ → .*/, '');
}
