import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { plainEngine } from './plain/plain-engine';
import { readTrace } from './read-trace';
import { namedSums, type Sums } from './testing/true-sums';

const folder = mkdtempSync(join(tmpdir(), 'as-cprofile-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

// The same program twice, by a clock that every event moves one tick on: cProfile adds it up, the other writes a trace.
const PROGRAM = `
import cProfile, json, sys

def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)

def even(n):
    return True if n == 0 else odd(n - 1)

def odd(n):
    return False if n == 0 else even(n - 1)

def key(value):
    return len(str(value)) + fib(value % 4)

def walk(n):
    sorted(range(n), key=key)
    return even(n) or walk(n - 1)

def main():
    fib(6); walk(5); walk(4); odd(7)
    sorted([3, 1, 2], key=lambda value: fib(value))

ticks = 0
def clock():
    global ticks
    ticks += 1
    return ticks

def name(code):
    return f"{code.co_name} ({code.co_filename}:{code.co_firstlineno})"

events, opened = [], []
def hook(frame, event, argument):
    now = clock()
    if event in ("call", "c_call"):
        what = name(frame.f_code) if event == "call" else f"<built-in method {argument.__module__}.{argument.__name__}>"
        opened.append((what, now))
    elif opened:
        what, begun = opened.pop()
        events.append({"ph": "X", "pid": 1, "tid": 1, "ts": begun, "dur": now - begun, "name": what})

sys.setprofile(hook)
main()
sys.setprofile(None)

profile = cProfile.Profile(clock, 1e-6)
profile.enable()
main()
profile.disable()
profile.create_stats()

def shown(key):
    file, line, what = key
    return what if file == "~" else f"{what} ({file}:{line})"

functions, edges = {}, {}
for key, (primitive, calls, own, cumulative, callers) in profile.stats.items():
    if "disable" in key[2]:
        continue
    functions[shown(key)] = [calls, primitive, own, cumulative]
    for caller, (calls, primitive, own, cumulative) in callers.items():
        edges[json.dumps([shown(caller), shown(key)], separators=(",", ":"))] = [calls, primitive, own, cumulative]
json.dump({"events": events, "functions": functions, "edges": edges}, sys.stdout)
`;

test('adds up as cProfile does, recursion and mutual recursion included', async () => {
  const { events, functions, edges } = JSON.parse(
    execFileSync('python3', ['-c', PROGRAM], { encoding: 'utf8', maxBuffer: 2 ** 28 }),
  );
  const path = join(folder, 'trace.json');
  writeFileSync(path, JSON.stringify({ traceEvents: events }));
  const sums = namedSums(await readTrace(path, { engine: plainEngine }));
  expect(Object.keys(functions).length).toBeGreaterThan(8);
  expect(sums.functions).toEqual(inNanoseconds(functions));
  expect(sums.edges).toEqual(inNanoseconds(edges));
});

/** Of Python's, times are in seconds. */
function inNanoseconds(sums: Record<string, Sums>): Record<string, Sums> {
  return Object.fromEntries(
    Object.entries(sums).map(([key, [calls, primitive, own, cumulative]]) => [
      key,
      [calls, primitive, Math.round(own * 1e9), Math.round(cumulative * 1e9)],
    ]),
  );
}
