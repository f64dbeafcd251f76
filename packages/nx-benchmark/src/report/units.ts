const SCALES = [
  { unit: 's', seconds: 1 },
  { unit: 'ms', seconds: 1e-3 },
  { unit: 'us', seconds: 1e-6 },
  { unit: 'ns', seconds: 1e-9 },
] as const;

/** Seconds with three significant digits in the unit that fits: `2.72 ms`. */
export function duration(seconds: number): string {
  const scale = SCALES.find((scale) => Math.abs(seconds) >= scale.seconds) ?? SCALES.at(-1)!;
  return `${significant(seconds / scale.seconds)} ${scale.unit}`;
}

/** Seconds as a person waits for them: `40 s`, `3 min`. */
export function waitingTime(seconds: number): string {
  return seconds < 90 ? `${Math.max(1, Math.round(seconds))} s` : `${Math.round(seconds / 60)} min`;
}

/** A fraction as a signed percentage: 0.0213 → `+2.13 %`. */
export function signedPercent(fraction: number): string {
  const percent = fraction * 100;
  return `${percent < 0 ? '-' : '+'}${Math.abs(percent).toFixed(2)} %`;
}

function significant(value: number): string {
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return value.toFixed(digits);
}
