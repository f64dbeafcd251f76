import { randomBytes } from 'node:crypto';

/** Sorts by time, reads as a date, and two runs of one second differ: `2026-11-22T12-30-05-9f3a12bc`. */
export function newRunId(now: Date = new Date(), random: Buffer = randomBytes(4)): string {
  return `${now.toISOString().slice(0, 19).replaceAll(':', '-')}-${random.toString('hex')}`;
}
