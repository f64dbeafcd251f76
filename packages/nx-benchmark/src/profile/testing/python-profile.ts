import { execFileSync } from 'node:child_process';
import { call, type MadeCall } from './made-profile';

/** One value of a file that pstats reads: key, and [primitive calls, calls, own, cumulative], and the same by caller. */
export type PstatsEntries = readonly (readonly [
  key: Key,
  values: Four,
  callers: readonly (readonly [Key, Four])[],
])[];

type Key = readonly [file: string, line: number, name: string];
type Four = readonly [number, number, number, number];

const PROGRAM = `
import cProfile, itertools, json, sys

def leaf(n):
    return len("x" * n)

def even(n):
    return leaf(n) if n == 0 else odd(n - 1)

def odd(n):
    return even(n - 1) + leaf(1)

def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)

def main():
    even(6)
    even(2)
    fib(6)
    return sorted([3, 1, 2], key=leaf)

events = []

def note(frame, event, arg):
    if event in ("return", "c_return"):
        events.append(None)
    elif event == "call":
        code = frame.f_code
        events.append("%s (%s:%d)" % (code.co_name, code.co_filename, code.co_firstlineno))
    elif event == "c_call":
        events.append("%s.%s" % (arg.__module__, arg.__name__))

sys.setprofile(note)
main()
sys.setprofile(None)
# The call that ended the recording.
events.pop()

profile = cProfile.Profile(itertools.count().__next__, 1)
profile.runcall(main)
profile.create_stats()
`;

const DUMP = `
def plain(key):
    name = key[2]
    if name.startswith("<built-in method "):
        name = name[len("<built-in method "):-1]
    return [key[0], key[1], name]

def entries(stats):
    return sorted(
        [plain(key), list(values[:4]), sorted([plain(caller), list(four)] for caller, four in values[4].items())]
        for key, values in stats.items()
        if "disable" not in key[2] and "setprofile" not in key[2]
    )
`;

/**
 * What CPython's own profiler says of a program with recursion, by a clock that ticks at each beginning and end of a call, and
 * the program's calls by the same clock.
 */
export function profiledProgram(): { readonly calls: readonly MadeCall[]; readonly expected: PstatsEntries } {
  const { events, expected } = runPython(
    `${PROGRAM}${DUMP}json.dump({"events": events, "expected": entries(profile.stats)}, sys.stdout)`,
  ) as { events: readonly (string | null)[]; expected: PstatsEntries };
  return { calls: callsOf(events), expected };
}

/** A file as Python's pstats reads it. */
export function pstatsEntries(path: string): PstatsEntries {
  return runPython(
    `import json, pstats, sys\n${DUMP}json.dump(entries(pstats.Stats(${JSON.stringify(path)}).stats), sys.stdout)`,
  ) as PstatsEntries;
}

function runPython(script: string): unknown {
  return JSON.parse(execFileSync('python3', ['-c', script], { encoding: 'utf8', maxBuffer: 2 ** 28 }));
}

/** A call begins with its name and ends with null; the clock ticks at both. */
function callsOf(events: readonly (string | null)[]): readonly MadeCall[] {
  let at = 0;
  const open = (): readonly MadeCall[] => {
    const calls: MadeCall[] = [];
    for (let name = events[at]; typeof name === 'string'; name = events[at]) {
      at++;
      const within = open();
      at++;
      calls.push(call(name, within.length + 1, ...within));
    }
    return calls;
  };
  return open();
}
