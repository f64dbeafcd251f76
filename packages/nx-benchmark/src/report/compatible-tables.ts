import type { PerSide, Side } from '../domain/side';
import type { CompatibleFunction } from '../profile/compatible-functions';
import type { SortKey } from '../profile/sort-key';
import { pythonFixed, pythonPadded, pythonRepr } from './python-format';

/** What a table of `--compat` is about. */
export interface CompatibleTable {
  /** `span/start`. */
  readonly title: string;
  readonly top: number;
  readonly key: CompatibleKey;
  readonly filter: string;
  readonly minCalls: number;
}

/** Impact is unknown there. */
export type CompatibleKey = Exclude<SortKey, 'impact'>;

const NAME_WIDTH = 80;

/**
 * The functions of one trace, byte for byte as the tool prints them that these profiles were first made for; equal
 * ones stay in the order given.
 *
 * @param bytes size of the trace's file
 */
export function compatibleTop(
  functions: readonly CompatibleFunction[],
  side: Side,
  bytes: number,
  table: CompatibleTable,
): string {
  const rule = '='.repeat(NAME_WIDTH + 52);
  // By own time first: that is the order among functions that are equal per call.
  const rows = stably(stably(functions, SORTED_BY.tottime, table.key === 'percall'), SORTED_BY[table.key])
    .slice(0, table.top)
    .map((one) => [
      name(one),
      right(`${one.calls}`, 8),
      ...[one.own, one.own / one.calls, one.cumulative, one.cumulative / one.calls].map((seconds) =>
        right(time(seconds), 10),
      ),
    ]);
  const head = ['calls', 'tottime', 'tt/call', 'cumtime', 'ct/call'];
  const size = pythonFixed(bytes / 1024 ** 2, 0);
  return [
    '',
    rule,
    `Profile: ${table.title} (${side}) [${size} MB]${notes(table)}`,
    rule,
    '',
    ...ruled(head, [8, 10, 10, 10, 10]),
    ...rows.map(line),
    '',
  ].join('\n');
}

/** What moved between two traces, byte for byte as that tool prints it; there is no order among ties in it. */
export function compatibleComparison(
  functions: PerSide<readonly CompatibleFunction[]>,
  table: CompatibleTable,
): string {
  const { label, value } = COMPARED_BY[table.key];
  const changes = changesOf(functions, value);
  const rule = '='.repeat(NAME_WIDTH + 50);
  const lists = [
    {
      title: 'regressions',
      rows: sorted(
        changes.filter(({ change }) => change > 0),
        ({ change }) => change,
      ),
    },
    {
      title: 'improvements',
      rows: sorted(
        changes.filter(({ change }) => change < 0),
        ({ change }) => -change,
      ),
    },
  ];
  const head = ['B calls', 'C calls', `B ${label}`, `C ${label}`, 'Delta', '%'];
  return [
    '',
    rule,
    `Profile comparison: ${table.title}${notes(table)} (sorted by ${label} delta)`,
    rule,
    ...lists.flatMap(({ title, rows }) => [
      '',
      `  Top ${table.top} ${title} (by ${label} delta):`,
      ...ruled(head, [8, 8, 14, 14, 12, 7]),
      ...rows.slice(0, table.top).map(changeLine),
    ]),
    '',
  ].join('\n');
}

const SORTED_BY: Readonly<Record<CompatibleKey, (one: CompatibleFunction) => number>> = {
  tottime: ({ own }) => own,
  cumtime: ({ cumulative }) => cumulative,
  ncalls: ({ calls }) => calls,
  percall: ({ own, calls }) => own / calls,
};

const PER_CALL = { label: 'tottime/call', value: SORTED_BY.percall };

/** Counts are printed as if they were seconds: that tool does so. */
const COMPARED_BY: Readonly<Record<CompatibleKey, typeof PER_CALL>> = {
  tottime: PER_CALL,
  percall: PER_CALL,
  cumtime: { label: 'cumtime/call', value: ({ cumulative, calls }) => cumulative / calls },
  ncalls: { label: 'calls', value: SORTED_BY.ncalls },
};

interface Change extends Pick<CompatibleFunction, 'name' | 'key'> {
  readonly calls: PerSide<number>;
  readonly before: number;
  readonly now: number;
  readonly change: number;
}

function changesOf(
  { baseline, candidate }: PerSide<readonly CompatibleFunction[]>,
  value: (one: CompatibleFunction) => number,
): readonly Change[] {
  const [before, now] = [baseline, candidate].map((list) => new Map(list.map((one) => [one.key, one])));
  return [...new Map([...before!, ...now!]).values()].map(({ key, name }) => {
    const [b, c] = [before!.get(key), now!.get(key)];
    const [from, to] = [b, c].map((one) => (one === undefined ? 0 : value(one))) as [number, number];
    const calls = { baseline: b?.calls ?? 0, candidate: c?.calls ?? 0 };
    return { key, name, calls, before: from, now: to, change: to - from };
  });
}

function stably<T>(list: readonly T[], by: (one: T) => number, wanted = true): readonly T[] {
  return wanted ? [...list].sort((a, b) => by(b) - by(a)) : list;
}

function sorted<T extends { readonly key: string }>(
  list: readonly T[],
  by: (one: T) => number,
): readonly T[] {
  return [...list].sort((a, b) => by(b) - by(a) || (a.key < b.key ? -1 : 1));
}

function changeLine(change: Change): string {
  const { calls, before, now, change: delta } = change;
  const share = before === 0 ? undefined : (delta / before) * 100;
  return line([
    name(change),
    right(`${calls.baseline}`, 8),
    right(`${calls.candidate}`, 8),
    right(time(before), 14),
    right(time(now), 14),
    right(`${delta >= 0 ? '+' : ''}${time(delta)}`, 12),
    right(share === undefined ? 'new' : `${share >= 0 ? '+' : ''}${pythonFixed(share, 1)}%`, 7),
  ]);
}

function notes({ filter, minCalls }: CompatibleTable): string {
  const all = [
    ...(filter === '' ? [] : [`filter=${pythonRepr(filter)}`]),
    ...(minCalls === 0 ? [] : [`min_calls=${minCalls}`]),
  ];
  return all.length === 0 ? '' : ` [${all.join(', ')}]`;
}

function ruled(head: readonly string[], widths: readonly number[]): readonly string[] {
  return [
    line([pythonPadded('Function', NAME_WIDTH), ...head.map((text, at) => right(text, widths[at]!))]),
    line([NAME_WIDTH, ...widths].map((width) => '-'.repeat(width))),
  ];
}

function line(cells: readonly string[]): string {
  return `  ${cells.join(' ')}`;
}

function name({ name: text }: Pick<CompatibleFunction, 'name'>): string {
  const characters = [...text];
  const short = characters.length > NAME_WIDTH ? `${characters.slice(0, NAME_WIDTH - 3).join('')}...` : text;
  return pythonPadded(short, NAME_WIDTH);
}

function right(text: string, width: number): string {
  return text.padStart(width);
}

function time(seconds: number): string {
  const size = Math.abs(seconds);
  if (size >= 1) return `${pythonFixed(seconds, 3)} s`;
  if (size >= 1e-3) return `${pythonFixed(seconds * 1e3, 2)} ms`;
  if (size >= 1e-6) return `${pythonFixed(seconds * 1e6, 2)} us`;
  return `${pythonFixed(seconds * 1e9, 2)} ns`;
}
