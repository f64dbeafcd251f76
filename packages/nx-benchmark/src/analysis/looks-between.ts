/** How much further the next look is than the last, about. */
const STEP = 1.25;

/** Looks after round `from`, evenly spaced on the scale of logarithms, about × 1.25 each; the last one is at `to`. */
export function looksBetween(from: number, to: number): readonly number[] {
  const count = Math.max(1, Math.round(Math.log(to / from) / Math.log(STEP)));
  const looks = Array.from({ length: count }, (_, at) =>
    Math.round(from * (to / from) ** ((at + 1) / count)),
  );
  return [...new Set(looks)].filter((look) => look > from);
}
