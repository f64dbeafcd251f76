import type { FoundRun } from '../results/read-results';

/** Says on stderr which results of a run could not be read, and gives the run. */
export function tellLeftOut<T extends Pick<FoundRun, 'leftOut'>>(run: T): T {
  for (const { reason } of run.leftOut) process.stderr.write(`left out: ${reason}\n`);
  return run;
}
