/**
 * Where the fields of an event are: its phase (the letter), then from and to of ts, dur, name, pid and tid. What is
 * absent is from 0 to 0; quotes of texts are left out.
 */
export type EventFields = Int32Array;

const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPENING_BRACKET = 0x5b;
const BACKSLASH = 0x5c;
const CLOSING_BRACKET = 0x5d;
const OPENING_BRACE = 0x7b;
const CLOSING_BRACE = 0x7d;

const FIELDS: ReadonlyMap<string, number> = new Map([
  ['ts', 2],
  ['dur', 4],
  ['name', 6],
  ['pid', 8],
  ['tid', 10],
]);

/**
 * Parses the event whose brace is at `at`.
 *
 * @returns the place behind it; 0 where the bytes end before it does; the place of what is no JSON, negative
 */
export function parseEvent(bytes: Uint8Array, at: number, to: number, fields: EventFields): number {
  fields.fill(0);
  let place = at + 1;
  for (;;) {
    place = skipSeparators(bytes, place, to);
    if (place >= to) return 0;
    if (bytes[place] === CLOSING_BRACE) return place + 1;
    if (bytes[place] !== QUOTE) return -place;
    const keyEnd = skipText(bytes, place, to);
    if (keyEnd === 0) return 0;
    const key = keyEnd - place <= 6 ? textOf(bytes, place + 1, keyEnd - 1) : '';
    place = skipBlank(bytes, keyEnd, to);
    if (place >= to) return 0;
    if (bytes[place] !== COLON) return -place;
    place = skipBlank(bytes, place + 1, to);
    const end = skipValue(bytes, place, to);
    if (end === 0) return 0;
    const quoted = bytes[place] === QUOTE ? 1 : 0;
    const field = FIELDS.get(key);
    if (field !== undefined) {
      fields[field] = place + quoted;
      fields[field + 1] = end - quoted;
    } else if (key === 'ph') fields[0] = end - place === 3 ? bytes[place + 1]! : 0;
    place = end;
  }
}

/** White space and commas. */
export function skipSeparators(bytes: Uint8Array, at: number, to: number): number {
  let place = at;
  while (place < to && (bytes[place] === COMMA || isBlank(bytes[place]!))) place++;
  return place;
}

/** The place behind the value at `at`; 0 where the bytes may end before it does. */
export function skipValue(bytes: Uint8Array, at: number, to: number): number {
  if (bytes[at] === QUOTE) return skipText(bytes, at, to);
  let depth = 0;
  for (let place = at; place < to; place++) {
    const byte = bytes[place]!;
    if (byte === QUOTE) {
      const end = skipText(bytes, place, to);
      if (end === 0) return 0;
      place = end - 1;
    } else if (byte === OPENING_BRACE || byte === OPENING_BRACKET) depth++;
    else if (byte === CLOSING_BRACE || byte === CLOSING_BRACKET) {
      if (depth === 0) return place;
      depth--;
      if (depth === 0) return place + 1;
    } else if (depth === 0 && (byte === COMMA || isBlank(byte))) return place;
  }
  return 0;
}

export function skipBlank(bytes: Uint8Array, at: number, to: number): number {
  let place = at;
  while (place < to && isBlank(bytes[place]!)) place++;
  return place;
}

/** The place behind the text whose quote is at `at`, or 0. */
export function skipText(bytes: Uint8Array, at: number, to: number): number {
  for (let place = at + 1; place < to; place++) {
    const byte = bytes[place]!;
    if (byte === QUOTE) return place + 1;
    if (byte === BACKSLASH) place++;
  }
  return 0;
}

function isBlank(byte: number): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}

function textOf(bytes: Uint8Array, from: number, to: number): string {
  let text = '';
  for (let place = from; place < to; place++) text += String.fromCharCode(bytes[place]!);
  return text;
}
