import type { TraceCaution, TraceProfile } from '../domain/trace-profile';
import { addUp } from './add-up';
import { chooseEngine } from './choose-engine';
import { CollectedCalls } from './collected-calls';
import { type EventArray, findFirstEvent } from './find-first-event';
import { findLastEvent } from './find-last-event';
import { isOverflown } from './is-overflown';
import { readBackward } from './read-backward';
import { type EventsEnd, readForward } from './read-forward';
import type { TraceEngine, TraceTree } from './trace-engine';
import { type TraceFile, withTraceFile } from './trace-file';

export interface TraceOptions {
  /** Makes the engine of one pass. */
  readonly engine?: () => TraceEngine;
}

/**
 * Reads a trace in Chrome's JSON format, as viztracer writes it, compressed or not, of any size. Of calls written in the
 * order of their ends (viztracer) or of their beginnings, it holds only the open ones and the merged tree; any other order
 * costs memory for every call.
 *
 * @throws UserError naming the file and what is wrong with it. A file that is cut off is no error: its complete calls
 *   count, with a caution.
 */
export async function readTrace(path: string, options: TraceOptions = {}): Promise<TraceProfile> {
  const engine = options.engine ?? chooseEngine();
  return withTraceFile(path, (file) => read(file, engine));
}

/** What a way through the file found; `truncated` where it got to the end of it. */
interface Reading {
  readonly tree: TraceTree;
  readonly unfinished: number;
  readonly end: EventsEnd;
}

function read(file: TraceFile, engine: () => TraceEngine): TraceProfile {
  const events = findFirstEvent(file);
  const { tree, unfinished, end } = readAny(file, engine, events);
  const cautions: TraceCaution[] = [];
  if (end.truncated) cautions.push({ kind: 'truncated' });
  if (isOverflown(file, end.to)) cautions.push({ kind: 'overflow' });
  if (unfinished > 0) cautions.push({ kind: 'unfinished', calls: unfinished });
  if (tree.overlaps > 0) cautions.push({ kind: 'overlap', calls: tree.overlaps });
  return { ...addUp(tree), cautions };
}

/** The cheapest way that the file allows. */
function readAny(file: TraceFile, engine: () => TraceEngine, events: EventArray): Reading {
  const to = findLastEvent(file, events.from);
  const known = to === undefined ? undefined : exits(file, engine(), events, { to, truncated: false });
  if (known !== undefined) return known;
  const forward = starts(file, engine(), events);
  if (forward.tree !== undefined) return { ...forward, tree: forward.tree };
  // Where the end was known, this way is known to fail.
  const backward = to === forward.end.to ? undefined : exits(file, engine(), events, forward.end);
  return backward ?? collected(file, engine(), events);
}

function exits(
  file: TraceFile,
  engine: TraceEngine,
  { from }: EventArray,
  end: EventsEnd,
): Reading | undefined {
  if (!readBackward(file, engine, from, end.to)) return undefined;
  const tree = engine.result();
  return tree.ends > 0 ? undefined : { tree, unfinished: tree.begins, end };
}

/** Finds the end of the events in any case; the tree only where they are sorted by their beginning. */
function starts(
  file: TraceFile,
  engine: TraceEngine,
  events: EventArray,
): Omit<Reading, 'tree'> & { readonly tree: TraceTree | undefined } {
  let sorted = true;
  const end = readForward(file, engine, events, () => {
    sorted = sorted && engine.nest('starts');
  });
  const tree = engine.result();
  return { tree: sorted && tree.ends === 0 ? tree : undefined, unfinished: tree.begins, end };
}

function collected(file: TraceFile, engine: TraceEngine, events: EventArray): Reading {
  const calls = new CollectedCalls();
  const end = readForward(file, engine, events, () => calls.add(engine.rows()));
  calls.nest(engine);
  return { tree: engine.result(), unfinished: calls.unfinished, end };
}
