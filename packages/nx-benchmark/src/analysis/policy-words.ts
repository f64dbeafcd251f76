import type { Policy } from '../domain/verdict';

/** A policy as a sentence without its end: what is proven, what blocks, and when measuring ends. */
export function policyWords({ margin, blocking, memory, looks, maxSeconds }: Policy): string {
  return [
    `no change is proven within ±${number(margin * 100)} %`,
    `a regression of ${number(blocking * 100)} % or more is blocking`,
    ...(memory === undefined ? [] : [`${number(memory * 100)} % more memory is a regression`]),
    `at most ${looks.at(-1)} rounds`,
    ...(maxSeconds === undefined
      ? []
      : [`the first look after ${number(maxSeconds / 60)} minutes is the last`]),
  ].join('; ');
}

/** Without the digits that binary fractions add. */
function number(value: number): string {
  return String(Number(value.toPrecision(6)));
}
