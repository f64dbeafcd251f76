import { execFileSync } from 'node:child_process';

/** What the `python3` of this machine answers to `fnmatch.fnmatchcase(path, pattern)`, pair by pair. */
export function pythonFnmatch(
  pairs: readonly (readonly [path: string, pattern: string])[],
): readonly boolean[] {
  const script = `
import fnmatch, json, sys
json.dump([fnmatch.fnmatchcase(path, pattern) for path, pattern in json.load(sys.stdin)], sys.stdout)`;
  const answers = execFileSync('python3', ['-W', 'ignore', '-c', script], {
    input: JSON.stringify(pairs),
    maxBuffer: 2 ** 28,
    encoding: 'utf8',
  });
  return JSON.parse(answers);
}
