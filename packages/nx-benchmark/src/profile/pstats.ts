import type { FunctionName } from './function-name';
import { MarshalWriter } from './marshal';
import type { EdgeTimes, Times, TreeSums } from './sum-tree';

/**
 * The content of a file that `python -m pstats` opens: what CPython's cProfile would have saved of these calls. Each
 * function has the key (file, line, name) and the value (primitive calls, calls, own, cumulative, callers); a caller's value
 * begins with calls and primitive calls the other way round, as cProfile writes it.
 *
 * @param names of the functions that were summed over
 */
export function pstatsFile({ functions, edges }: TreeSums, names: readonly FunctionName[]): Buffer {
  const callers = byCallee(edges);
  const writer = new MarshalWriter().startDict();
  for (const [at, times] of functions.entries()) {
    if (times.calls === 0) continue;
    writeKey(writer, names[at]!);
    writer.tuple(5).integer(times.primitiveCalls).integer(times.calls);
    writeTimes(writer, times).startDict();
    for (const edge of callers.get(at) ?? []) writeCaller(writer, edge, names[edge.caller]!);
    writer.endDict();
  }
  return writer.endDict().finish();
}

function byCallee(edges: readonly EdgeTimes[]): ReadonlyMap<number, readonly EdgeTimes[]> {
  const found = new Map<number, EdgeTimes[]>();
  for (const edge of edges) {
    const known = found.get(edge.callee);
    if (known === undefined) found.set(edge.callee, [edge]);
    else known.push(edge);
  }
  return found;
}

function writeCaller(writer: MarshalWriter, edge: EdgeTimes, name: FunctionName): void {
  writeKey(writer, name);
  writer.tuple(4).integer(edge.calls).integer(edge.primitiveCalls);
  writeTimes(writer, edge);
}

/** What is written in C has the file `~` and the line 0: pstats shows the bare name then. */
function writeKey(writer: MarshalWriter, { qualname, file = '~', line = 0 }: FunctionName): void {
  writer.tuple(3).text(file).integer(line).text(qualname);
}

function writeTimes(writer: MarshalWriter, { own, cumulative }: Times): MarshalWriter {
  return writer.float(own).float(cumulative);
}
