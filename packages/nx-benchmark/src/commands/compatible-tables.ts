import { readFileSync, statSync } from 'node:fs';
import { type PerSide, SIDES } from '../domain/side';
import { compatibleEvents, type TraceEvent } from '../profile/compatible-events';
import {
  type CompatibleFunction,
  type CompatibleOptions,
  compatibleFunctions,
} from '../profile/compatible-functions';
import { type CompatibleKey, compatibleComparison, compatibleTop } from '../report/compatible-tables';
import type { StoredTraces } from '../results/find-traces';
import { readTrace } from '../trace/read-trace';
import type { ProfileRequest } from './profile-request';

/** The tables of a config as `--compat` prints them; a note instead of a comparison that lacks a side. */
export async function compatibleTables(
  { scenario, config, files }: StoredTraces,
  { table, top, key, filter, minCalls }: ProfileRequest,
): Promise<{ readonly text: string; readonly note?: string }> {
  const title = `${scenario}/${config}`;
  const about = { title, top, key: key as CompatibleKey, filter, minCalls };
  const sides = SIDES.filter((side) => files[side] !== undefined);
  const functions: Partial<Record<(typeof SIDES)[number], readonly CompatibleFunction[]>> = {};
  const options = { filter, minCalls, withoutLines: table === 'comparison' };
  if (table === 'comparison' && sides.length < 2) {
    return { text: '', note: `${title} has a trace of the ${sides[0]} alone, so nothing is compared` };
  }
  for (const side of sides) functions[side] = await functionsIn(files[side]!, options);
  if (table === 'comparison') {
    return { text: compatibleComparison(functions as PerSide<readonly CompatibleFunction[]>, about) };
  }
  const texts = sides.map((side) =>
    compatibleTop(functions[side]!, side, statSync(files[side]!).size, about),
  );
  return { text: texts.join('') };
}

/** Bytes of a file that is taken into memory whole, for sums equal to the last bit; ten times as much is used then. */
const LARGEST = 16 * 1024 ** 2;

async function functionsIn(path: string, options: CompatibleOptions): Promise<readonly CompatibleFunction[]> {
  const events = statSync(path).size <= LARGEST ? eventsIn(path) : undefined;
  if (events !== undefined) return compatibleEvents(events, options);
  return compatibleFunctions(await readTrace(path), options);
}

/** Undefined for what is no plain file of events as they should be: the other way reads more, and says what is wrong. */
function eventsIn(path: string): readonly TraceEvent[] | undefined {
  try {
    const events = JSON.parse(readFileSync(path, 'utf8')).traceEvents;
    return Array.isArray(events) ? events : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
