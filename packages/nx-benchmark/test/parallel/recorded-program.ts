import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** What a version of the program does more than the other. */
export interface ProgramVersion {
  /** Comment lines on top, which move every line number. */
  readonly shift: number;
  /** Rounds of work in a call of `burn`. */
  readonly burn: number;
  /** Calls of `encode` in a call of `finish`. */
  readonly encodes: number;
}

export const ITERATIONS = 40;

const LIBRARY = ({
  shift,
  burn,
  encodes,
}: ProgramVersion) => `${'#\n'.repeat(shift)}import multiprocessing, time

def burn():
    total = 0
    for item in range(${burn}):
        total += item
    return total

def encode(text):
    return text.encode().hex()

def finish(text):
    return [encode(text) for _ in range(${encodes})]

def even(n):
    return True if n == 0 else odd(n - 1)

def odd(n):
    return False if n == 0 else even(n - 1)

def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)

first = lambda: burn()
second = lambda: even(5)

def iteration():
    first()
    second()
    finish("span")
    fib(5)

def in_thread():
    for _ in range(5):
        iteration()
        time.sleep(0.001)

def in_child():
    child = multiprocessing.get_context("fork").Process(target=iteration)
    child.start()
    child.join()
`;

/** Compiles the library below the name that it has in an environment of its own, and calls it. */
const MAIN = `
import os, sys, threading
here = os.path.dirname(os.path.abspath(__file__))
path = sys.argv[1]
library = {"__name__": "library"}
exec(compile(open(os.path.join(here, "library.py")).read(), path, "exec"), library)
for _ in range(${ITERATIONS}):
    library["iteration"]()
if "threads" in sys.argv:
    threads = [threading.Thread(target=library["in_thread"]) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
if "forks" in sys.argv:
    library["in_child"]()
`;

/** Writes a version of the program; returns the file to run. */
export function writeProgram(folder: string, version: ProgramVersion): string {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'library.py'), LIBRARY(version));
  writeFileSync(join(folder, 'main.py'), MAIN);
  return join(folder, 'main.py');
}

/** Records the program with viztracer, as a user of it does. */
export function recordProgram(
  python: string,
  program: string,
  arguments_: readonly string[],
  output: string,
): void {
  mkdirSync(dirname(output), { recursive: true });
  execFileSync(
    python,
    [
      '-m',
      'viztracer',
      '--quiet',
      '--max_stack_depth',
      '200',
      '--output_file',
      output,
      '--',
      program,
      ...arguments_,
    ],
    { stdio: ['ignore', 'ignore', 'inherit'] },
  );
}
