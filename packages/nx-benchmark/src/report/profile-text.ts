import { SIDES } from '../domain/side';
import { comparisonTable } from './comparison-table';
import { counted } from './counted';
import { neighboursTable } from './neighbours-table';
import type { ProfileReport, TraceSummary } from './profile-report';
import { topTable } from './top-table';
import { traceCautionSentence } from './trace-cautions';
import { duration, signedDuration } from './units';

const WIDTH = 80;

/** The traces of one config for a terminal, at most 80 columns wide but for cautions and paths. */
export function profileText(report: ProfileReport): string {
  const { scenario, config, traces, top, comparison, missing, neighbours, written } = report;
  const title = `${scenario}/${config}`;
  const blocks = [
    [`Profile: ${title}`, ...traces.map(traceLine), ...ownLines(comparison), '='.repeat(WIDTH)].join('\n'),
    ...(missing === undefined ? [] : [`the ${missing} has no trace, so nothing is compared`]),
    ...(comparison === undefined ? [] : [comparisonTable(comparison.movers, comparison.key)]),
    ...SIDES.flatMap((side) => {
      const functions = top?.sides[side];
      return functions === undefined ? [] : [`${side}, by ${top!.key}:\n${topTable(functions)}`];
    }),
    ...SIDES.flatMap((side) => {
      const found = neighbours?.sides[side];
      return found === undefined ? [] : [`${side}:\n${neighboursTable(found, neighbours!.part)}`];
    }),
    ...(written.length === 0 ? [] : [written.map((file) => `written: ${file}`).join('\n')]),
    ...cautionLines(title, traces),
  ];
  return blocks.join('\n\n').replace(`${'='.repeat(WIDTH)}\n\n`, `${'='.repeat(WIDTH)}\n`);
}

function traceLine({ side, events, processes, threads }: TraceSummary): string {
  return `${side.padEnd(10)} ${counted(events, 'call')} in ${counted(processes, 'process', 'processes')}, ${counted(threads, 'thread')}`;
}

function ownLines(comparison: ProfileReport['comparison']): readonly string[] {
  if (comparison === undefined) return [];
  const { own, lost, sameWork } = comparison;
  const work = sameWork ? '' : ', calls of the candidate at what they cost more';
  return [
    `own time   ${duration(own.baseline)} → ${duration(own.candidate)} (waits left out)`,
    `impact     ${signedDuration(lost)}${work}`,
  ];
}

function cautionLines(title: string, traces: readonly TraceSummary[]): readonly string[] {
  return traces.flatMap(({ side, cautions }) =>
    cautions.map((caution) => `caution: ${traceCautionSentence(`${title} (${side})`, caution)}`),
  );
}
