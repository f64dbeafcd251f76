import Table from 'cli-table3';
import { memorySize } from '../domain/memory-size';
import { NO_BORDERS } from '../report/no-borders';
import { bytesOf, type Choice } from './choose-things';

/** What became of all that one place keeps. */
export interface PrunedPlace {
  /** For people: `Docker 20.10.24`, or a folder. */
  readonly place: string;
  readonly choices: readonly Choice[];
}

/** One line for each thing, place after place, and a last one with the sum. What is not ours to judge is only counted. */
export function pruneTable(
  all: readonly PrunedPlace[],
  { dryRun, others }: { readonly dryRun: boolean; readonly others: boolean },
  now: number = Date.now(),
): string {
  const isShown = ({ thing, goes }: Choice) => goes || others || !thing.foreign;
  const places = all.map(({ place, choices }) => ({ place, choices: choices.filter(isShown) }));
  const hidden = all.flatMap(({ choices }) => choices).filter((choice) => !isShown(choice)).length;
  const table = new Table({
    chars: NO_BORDERS,
    style: { 'padding-left': 0, 'padding-right': 2, head: [], border: [] },
  });
  const verb = dryRun ? 'would go' : 'removed';
  for (const { place, choices } of places) {
    if (choices.length === 0) continue;
    table.push([{ colSpan: 6, content: `${place}:` }]);
    for (const { thing, goes, why } of choices) {
      const { kind, title, bytes, usedAt } = thing;
      table.push([goes ? verb : 'kept', kind, title, size(bytes), since(now - usedAt), why]);
    }
  }
  const lines = table.toString().split('\n');
  const note = `not counted: ${hidden} of other cache folders; --others judges them too`;
  const last = [...(hidden === 0 ? [] : [note]), sumLine(places, dryRun)];
  return [...lines.map((line) => line.trimEnd()), ...last].join('\n').trimStart();
}

function sumLine(places: readonly PrunedPlace[], dryRun: boolean): string {
  const of = (goes: boolean) =>
    places.flatMap(({ choices }) => choices.filter((one) => one.goes === goes).map(({ thing }) => thing));
  const [gone, kept] = [of(true), of(false)];
  return `${dryRun ? 'would remove' : 'removed'} ${gone.length}: ${size(bytesOf(gone))}; kept ${kept.length}: ${size(bytesOf(kept))}`;
}

function size(bytes: number): string {
  return bytes < 2 ** 20 ? `${Math.ceil(bytes / 1024)} kB` : memorySize(bytes);
}

function since(milliseconds: number): string {
  const hours = Math.max(0, milliseconds) / 3_600_000;
  if (hours < 1) return `${Math.floor(hours * 60)} min ago`;
  return hours < 48 ? `${Math.floor(hours)} h ago` : `${Math.floor(hours / 24)} days ago`;
}
