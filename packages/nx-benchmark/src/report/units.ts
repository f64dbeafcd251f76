const SCALES = [
  { unit: 's', seconds: 1 },
  { unit: 'ms', seconds: 1e-3 },
  { unit: 'us', seconds: 1e-6 },
  { unit: 'ns', seconds: 1e-9 },
] as const;

const BYTE_SCALES = [
  { unit: 'GB', bytes: 1024 ** 3 },
  { unit: 'MB', bytes: 1024 ** 2 },
  { unit: 'KB', bytes: 1024 },
] as const;

const COUNT_SCALES = [
  { unit: 'G', count: 1e9 },
  { unit: 'M', count: 1e6 },
  { unit: 'k', count: 1e3 },
] as const;

/** An ISO 8601 time as a person reads it: `2026-11-22 12:31 UTC`. */
export function minute(iso: string): string {
  return `${iso.slice(0, 16).replace('T', ' ')} UTC`;
}

/** Seconds with three significant digits in the unit that fits: `2.72 ms`. */
export function duration(seconds: number): string {
  const scale = SCALES.find((scale) => Math.abs(seconds) >= scale.seconds) ?? SCALES.at(-1)!;
  return `${significant(seconds / scale.seconds)} ${scale.unit}`;
}

/** A change in seconds, with its sign: `+1.20 us`. */
export function signedDuration(seconds: number): string {
  return `${seconds < 0 ? '-' : '+'}${duration(Math.abs(seconds))}`;
}

/** Bytes with three significant digits: `45.1 MB`. A MB has 1024 KB. */
export function bytes(count: number): string {
  const scale = BYTE_SCALES.find((scale) => count >= scale.bytes) ?? BYTE_SCALES.at(-1)!;
  return `${significant(count / scale.bytes)} ${scale.unit}`;
}

/** A count of instructions with three decimals: `1.204 M`. */
export function instructions(count: number): string {
  const scale = COUNT_SCALES.find((scale) => count >= scale.count);
  return scale === undefined ? count.toFixed(0) : `${(count / scale.count).toFixed(3)} ${scale.unit}`;
}

/** Seconds as a person waits for them: `40 s`, `3 min`. */
export function waitingTime(seconds: number): string {
  return seconds < 90 ? `${Math.max(1, Math.round(seconds))} s` : `${Math.round(seconds / 60)} min`;
}

/** A fraction as a rounded percentage: 0.213 → `21 %`. */
export function percent(fraction: number): string {
  return `${Math.round(fraction * 100)} %`;
}

/** A fraction as a percentage with a digit after the point: 0.0213 → `2.1 %`. */
export function precisePercent(fraction: number): string {
  return `${(fraction * 100).toFixed(1)} %`;
}

/** A fraction as a signed percentage: 0.0213 → `+2.13 %`. */
export function signedPercent(fraction: number): string {
  const percent = fraction * 100;
  return `${percent < 0 ? '-' : '+'}${Math.abs(percent).toFixed(2)} %`;
}

/** A margin: 0.05 → `±5 %`. */
export function plusMinus(fraction: number): string {
  return `±${Number((fraction * 100).toPrecision(6))} %`;
}

function significant(value: number): string {
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return value.toFixed(digits);
}
