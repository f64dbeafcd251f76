/**
 * Turns Ctrl-C and a polite kill into an abort, so that the run can stop cleanly and keep what it has. The end of the
 * Nx process that started us counts, too: nobody would see the result.
 */
export function abortOnSignals(say: (line: string) => void): {
  readonly signal: AbortSignal;
  dispose(): void;
} {
  const controller = new AbortController();
  const stop = (reason: string) => {
    if (!controller.signal.aborted) say(`stopping (${reason}); finished rounds are kept`);
    controller.abort();
  };
  const orphaned = () => {
    // Its end of our output is closed; what we still say must not end us before we have stopped.
    for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
    stop('Nx has ended');
  };
  const signals: NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  for (const signal of signals) process.on(signal, stop);
  process.on('disconnect', orphaned);
  return {
    signal: controller.signal,
    dispose: () => {
      for (const signal of signals) process.off(signal, stop);
      process.off('disconnect', orphaned);
    },
  };
}
