const POINT = 0x2e;
const ZERO = 0x30;

/** Digits of which a double holds every value. */
const EXACT_DIGITS = 9;
const MOST_DIGITS = 17;

/**
 * The number that these bytes spell; NaN if they spell none.
 *
 * Digits are taken in two groups, each a whole number that a double holds exactly: what comes out is off by one unit of
 * its last place at most, as in the other engine, whose arithmetic is the same.
 */
export function parseNumber(bytes: Uint8Array, from: number, to: number): number {
  let high = 0;
  let low = 0;
  let lowDigits = 0;
  let digits = 0;
  let point = -1;
  for (let place = from; place < to; place++) {
    const byte = bytes[place]!;
    const digit = byte - ZERO;
    if (digit >= 0 && digit <= 9) {
      if (digits > 0 || digit > 0) digits++;
      if (digits <= EXACT_DIGITS) high = high * 10 + digit;
      else {
        low = low * 10 + digit;
        lowDigits++;
      }
    } else if (byte === POINT && point < 0) point = place;
    else return spelledOut(bytes, from, to);
  }
  const decimals = point < 0 ? 0 : to - point - 1;
  if (digits > MOST_DIGITS || decimals > 22 || to === from) return spelledOut(bytes, from, to);
  const mantissa = lowDigits === 0 ? high : high * 10 ** lowDigits + low;
  return decimals === 0 ? mantissa : mantissa / 10 ** decimals;
}

function spelledOut(bytes: Uint8Array, from: number, to: number): number {
  return from === to ? Number.NaN : Number(Buffer.from(bytes.subarray(from, to)).toString('latin1'));
}
