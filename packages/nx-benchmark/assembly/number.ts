import { spelledNumber } from './host';

/** Place behind the number that was parsed last; 0 if it has to be spelled out. */
export let numberEnd: usize = 0;

const POWERS: usize = heap.alloc(23 * 8);
let power: f64 = 1;
for (let exponent: usize = 0; exponent < 23; exponent++) {
  store<f64>(POWERS + exponent * 8, power);
  power *= 10;
}

/** The number at `at`, eight digits at a time. Reads up to 7 bytes behind it. */
export function parseNumber(at: usize): f64 {
  let place = at;
  let mantissa: u64 = 0;
  let word = load<u64>(place);
  if (areDigits(word)) {
    mantissa = eightDigits(word);
    place += 8;
  }
  for (let digit = digitAt(place); digit <= 9; digit = digitAt(place)) {
    mantissa = mantissa * 10 + digit;
    place++;
  }
  numberEnd = 0;
  if (place === at) return 0;
  if (load<u8>(place) !== 46) {
    if (place - at > 19) return 0;
    numberEnd = place;
    return <f64>mantissa;
  }
  const point = place;
  place++;
  word = load<u64>(place);
  if (areDigits(word)) {
    mantissa = mantissa * 100000000 + eightDigits(word);
    place += 8;
    word = load<u64>(place);
    if (areDigits(word)) {
      mantissa = mantissa * 100000000 + eightDigits(word);
      place += 8;
    }
  }
  for (let digit = digitAt(place); digit <= 9; digit = digitAt(place)) {
    mantissa = mantissa * 10 + digit;
    place++;
  }
  // 19 digits fit into 64 bits; a leading zero is none of them.
  if (place - at > (load<u8>(at) === 48 ? <usize>21 : <usize>20)) return 0;
  numberEnd = place;
  return <f64>mantissa / load<f64>(POWERS + ((place - point - 1) << 3));
}

/** The number that is all of these bytes; NaN if they are none. */
export function numberBetween(from: usize, to: usize): f64 {
  if (from === to) return NaN;
  const value = parseNumber(from);
  return numberEnd === to ? value : spelledNumber(from, to);
}

/** More than 9 where there is none. */
function digitAt(place: usize): u32 {
  return <u32>load<u8>(place) - 48;
}

function areDigits(word: u64): bool {
  return (
    ((word & 0xf0f0f0f0f0f0f0f0) | (((word + 0x0606060606060606) & 0xf0f0f0f0f0f0f0f0) >> 4)) ===
    0x3333333333333333
  );
}

/** Adds neighbours up: digits to pairs, pairs to fours, fours to eight. */
function eightDigits(digits: u64): u64 {
  let word = ((digits & 0x0f0f0f0f0f0f0f0f) * 2561) >> 8;
  word = ((word & 0x00ff00ff00ff00ff) * 6553601) >> 16;
  return ((word & 0x0000ffff0000ffff) * 42949672960001) >> 32;
}
