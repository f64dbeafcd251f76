const QUOTE: u32 = 0x22;
const COMMA: u32 = 0x2c;
const BACKSLASH: u32 = 0x5c;

/** White space and commas. */
export function skipSeparators(at: usize, to: usize): usize {
  let place = at;
  while (place < to && (load<u8>(place) === COMMA || isBlank(load<u8>(place)))) place++;
  return place;
}

export function skipBlank(at: usize, to: usize): usize {
  let place = at;
  while (place < to && isBlank(load<u8>(place))) place++;
  return place;
}

/** The place behind the value at `at`; 0 where the bytes may end before it does. */
export function skipValue(at: usize, to: usize): usize {
  if (load<u8>(at) === QUOTE) return skipText(at, to);
  let depth: u32 = 0;
  for (let place = at; place < to; place++) {
    const byte: u32 = load<u8>(place);
    if (byte === QUOTE) {
      const end = skipText(place, to);
      if (end === 0) return 0;
      place = end - 1;
    } else if (byte === 0x7b || byte === 0x5b) depth++;
    else if (byte === 0x7d || byte === 0x5d) {
      if (depth === 0) return place;
      depth--;
      if (depth === 0) return place + 1;
    } else if (depth === 0 && (byte === COMMA || isBlank(byte))) return place;
  }
  return 0;
}

/** The place behind the text whose quote is at `at`; 0 where the bytes end before it does. */
export function skipText(at: usize, to: usize): usize {
  for (let place = at + 1; place < to; ) {
    place = findQuote(place, to);
    if (place >= to) return 0;
    if (load<u8>(place) === QUOTE) return place + 1;
    place += 2;
  }
  return 0;
}

/** The next quote or backslash; `to` or behind it if there is none. Reads up to 15 bytes behind it. */
function findQuote(at: usize, to: usize): usize {
  const quotes = i8x16.splat(<i8>QUOTE);
  const backslashes = i8x16.splat(<i8>BACKSLASH);
  for (let place = at; place < to; place += 16) {
    const block = v128.load(place);
    const found = v128.bitmask<i8>(v128.or(v128.eq<i8>(block, quotes), v128.eq<i8>(block, backslashes)));
    if (found !== 0) return place + ctz(found);
  }
  return to;
}

function isBlank(byte: u32): bool {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}
