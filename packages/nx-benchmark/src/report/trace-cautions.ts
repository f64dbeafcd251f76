import type { TraceCaution } from '../domain/trace-profile';

/**
 * A caution about a trace as a sentence: what happened, what it means, what to do.
 *
 * @param trace which one: `span/start (baseline)`
 */
export function traceCautionSentence(trace: string, caution: TraceCaution): string {
  switch (caution.kind) {
    case 'truncated':
      return `${trace}: the file ends in the middle, so the recording or its copy was cut short. The calls before that count; record again for the others.`;
    case 'overflow':
      return `${trace}: the recorder ran full and dropped its oldest calls, so what was called first has too little time and its callers too much of their own. Record fewer iterations, or with a larger buffer.`;
    case 'unfinished':
      return `${trace}: ${callsText(caution.calls, 'had', 'had')} not ended when the recording stopped, and ${countVerb(caution.calls)}. What was called in them does, without them around it.`;
    case 'overlap':
      return `${trace}: ${callsText(caution.calls, 'ends', 'end')} after the call around it. They count beside it, not in it; threads or greenlets that share one number are the usual cause.`;
  }
}

function callsText(calls: number, one: string, many: string): string {
  return calls === 1 ? `1 call ${one}` : `${calls} calls ${many}`;
}

function countVerb(calls: number): string {
  return calls === 1 ? 'does not count' : 'do not count';
}
