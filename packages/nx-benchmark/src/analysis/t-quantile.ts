import { gammaln } from 'simple-statistics';

const { abs, exp, log, log1p } = Math;
const { EPSILON } = Number;

/**
 * The value that a Student t variable of `df` ≥ 1 degrees of freedom (whole or not) exceeds with probability `tail`:
 * 2.571 for a tail of 0.025 and 5 degrees. Asked for by its tail, not by 1 − tail, so that tails down to 1e-9 keep
 * their digits.
 *
 * @throws RangeError outside 0 < tail < 1, df ≥ 1
 *
 * Student, *The Probable Error of a Mean*, Biometrika 6 (1908).
 */
export function tQuantile(tail: number, df: number): number {
  if (!(tail > 0 && tail < 1 && df >= 1)) throw new RangeError(`no t quantile for tail ${tail}, df ${df}`);
  if (tail > 0.5) return -tQuantile(1 - tail, df);
  if (tail === 0.5) return 0;

  const reach = upperTail(df);
  let [low, high] = [0, 1];
  while (reach(high).tail > tail) [low, high] = [high, 2 * high];

  // Newton on the logarithm of the tail, which is nearly straight where the tail itself is nearly flat; a step that
  // leaves the bracket is replaced by bisection.
  let t = (low + high) / 2;
  for (let step = 0; step < 200; step++) {
    const reached = reach(t);
    if (reached.tail > tail) low = t;
    else high = t;
    const newton = t + (log(reached.tail / tail) * reached.tail) / reached.density;
    const next = newton > low && newton < high ? newton : (low + high) / 2;
    if (abs(next - t) <= 1e-14 * next) return next;
    t = next;
  }
  return t;
}

/**
 * P(T > t) and the density at t, for t > 0. The tail is I_x(df/2, 1/2)/2 with x = df/(df + t²), where 1 − x is taken
 * as t²/(df + t²) to keep its digits. Below the mean of the beta distribution the continued fraction converges fast;
 * above it, that of the complement does (DLMF 8.17.4, 8.17.22).
 */
function upperTail(df: number): (t: number) => { readonly tail: number; readonly density: number } {
  const a = df / 2;
  const b = 0.5;
  const logBeta = gammaln(a) + gammaln(b) - gammaln(a + b);
  return (t) => {
    const x = df / (df + t * t);
    const y = (t * t) / (df + t * t);
    const front = exp(b * log(y) - a * log1p((t * t) / df) - logBeta);
    const beta =
      x < (a + 1) / (a + b + 2)
        ? (front * continuedFraction(x, a, b)) / a
        : 1 - (front * continuedFraction(y, b, a)) / b;
    return { tail: beta / 2, density: front / t };
  };
}

/** DLMF 8.17.22 by the modified method of Lentz (Press et al., *Numerical Recipes*, §5.2 and §6.4). */
function continuedFraction(x: number, a: number, b: number): number {
  let c = 1;
  let d = 1 / awayFromZero(1 - ((a + b) * x) / (a + 1));
  let fraction = d;
  const advance = (term: number) => {
    d = 1 / awayFromZero(1 + term * d);
    c = awayFromZero(1 + term / c);
    fraction *= c * d;
  };
  for (let m = 1; m <= 10_000; m++) {
    const before = fraction;
    advance((m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m)));
    advance((-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1)));
    if (abs(fraction - before) <= EPSILON * fraction) break;
  }
  return fraction;
}

function awayFromZero(value: number): number {
  return abs(value) < 1e-300 ? 1e-300 : value;
}
