import { redact } from '../domain/redact';
import type { EventSink, RunEvent } from '../domain/run-event';
import { shortened } from './shortened';
import { duration, signedPercent, waitingTime } from './units';
import { verdictWords } from './verdict-words';

/** Round and log lines come at most this often; the rest is a line each. */
const QUIET_MILLISECONDS = 5000;
/** After so long without a line, one says that work goes on. */
const SILENCE_MILLISECONDS = 20_000;
/** Of what others say, unless asked for all of it: a compiler's command line fills a screen. */
const LOG_COLUMNS = 160;

/**
 * Draws events as lines, one a step: no cursor is moved, so a pane, a pipe and a CI log all show the same.
 *
 * @param write takes one line without its end
 * @param verbose shows every line of pip and the like
 * @returns the sink, and a function to call when no more events come
 */
export function progressLines(
  write: (line: string) => void,
  verbose: boolean,
  now: () => number = Date.now,
): { readonly sink: EventSink; readonly close: () => void } {
  let [last, step, stepStart] = [now(), '', now()];
  const say = (line: string) => {
    last = now();
    write(line);
  };
  const timer = setInterval(() => {
    if (step !== '' && now() - last >= SILENCE_MILLISECONDS) {
      say(`still ${step} (${waitingTime((now() - stepStart) / 1000)})`);
    }
  }, 1000);
  timer.unref();

  const sink: EventSink = (event) => {
    if (event.kind === 'step') [step, stepStart] = [event.text, now()];
    else if (event.kind === 'step-done' || event.kind === 'calibrated') step = '';
    const frequent = event.kind === 'log' || (event.kind === 'round' && event.number < event.nextLook);
    if (frequent && !(verbose && event.kind === 'log') && now() - last < QUIET_MILLISECONDS) return;
    // Before anything is cut: half of a password is not found any more.
    const text = redact(line(event));
    say(event.kind === 'log' && !verbose ? shortened(text, LOG_COLUMNS) : text);
  };
  return { sink, close: () => clearInterval(timer) };
}

function line(event: RunEvent): string {
  switch (event.kind) {
    case 'step':
    case 'note':
      return event.text;
    case 'step-done':
      return `${event.text}: done in ${waitingTime(event.seconds)}`;
    case 'log':
      return `  ${event.source}: ${event.line}`;
    case 'side':
      return `${event.side}: ${event.version}`;
    case 'calibrated': {
      const iterations = event.loops === 1 ? '1 iteration' : `${event.loops} iterations`;
      return `${event.variant}: ${duration(event.iterationSeconds)} an iteration; ${event.method}, ${event.pairs} pairs of ${iterations} a round`;
    }
    case 'round': {
      const rest =
        event.secondsToNextLook > 0 ? `, all configs in about ${waitingTime(event.secondsToNextLook)}` : '';
      return `${event.variant}: round ${event.number}, next look at ${event.nextLook}${rest}`;
    }
    case 'verdict':
      return `${event.variant}: ${verdictWords(event.verdict)} (${signedPercent(event.change)}) after ${event.verdict.rounds} rounds`;
  }
}
