/** Set for the tasks of one Nx invocation: part of the cache key of every measuring target. */
export const KEY_VARIABLE = 'NX_BENCHMARK_KEY';

/** Set for the tasks of one Nx invocation: the run that they all belong to. */
export const INVOCATION_VARIABLE = 'NX_BENCHMARK_INVOCATION';

/** Set by the user: the run to add to. Unlike `--runId` it is no part of the command line, so the cache key stays. */
export const RUN_ID_VARIABLE = 'NX_BENCHMARK_RUN_ID';

/** Set by the user: the folder of the artifacts. Like the run's ID it leaves the cache key alone. */
export const ARTIFACTS_VARIABLE = 'NX_BENCHMARK_ARTIFACTS';
