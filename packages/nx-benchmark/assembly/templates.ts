import { skipText } from './json';
import { numberEnd, parseNumber } from './number';
import { addRow } from './rows';
import { sameBytes } from './same-bytes';
import { nextText, setNextText, textLength, textNumber } from './texts';

// Events of one thread differ in three values: start, duration, name. What is around them, as it was in an event that
// was parsed key by key, is a template: u32 lengths of its four pieces, u32 thread, and the pieces.
const PIECE: usize = 256;
const LONGEST_PIECE: usize = 240;
const PIECES: usize = 32;
const TEMPLATE: usize = PIECES + 4 * PIECE;
const TEMPLATES: u32 = 8;

const templates: usize = heap.alloc(<usize>TEMPLATES * TEMPLATE);
let known: u32 = 0;
let current: u32 = 0;
let oldest: u32 = 0;

/** The name of the event before: what follows it is most often what followed it before. */
let textBefore: u32 = 0;

/** Parses the event at `at` by a template. Returns the place behind it, or 0 where none fits. */
export function parseByTemplate(at: usize, to: usize): usize {
  for (let tries: u32 = 0; tries < known; tries++) {
    const end = parseBy(templates + <usize>current * TEMPLATE, at, to);
    if (end !== 0) return end;
    current = current + 1 === known ? 0 : current + 1;
  }
  return 0;
}

/** Learns from an event and the places of its values, which have to be in this order. */
export function learn(
  from: usize,
  startFrom: usize,
  startTo: usize,
  durationFrom: usize,
  durationTo: usize,
  nameFrom: usize,
  nameTo: usize,
  to: usize,
  thread: u32,
): void {
  if (startFrom === 0 || durationFrom < startTo || nameFrom < durationTo) return;
  const longest = max(max(startFrom - from, durationFrom - startTo), max(nameFrom - durationTo, to - nameTo));
  if (longest > LONGEST_PIECE) return;
  current = oldest;
  oldest = oldest + 1 === TEMPLATES ? 0 : oldest + 1;
  if (known < TEMPLATES) known++;
  const template = templates + <usize>current * TEMPLATE;
  setPiece(template, 0, from, startFrom);
  setPiece(template, 1, startTo, durationFrom);
  setPiece(template, 2, durationTo, nameFrom);
  setPiece(template, 3, nameTo, to);
  store<u32>(template, thread, 16);
}

/** Says what the name of an event was that no template fitted. */
export function noteText(text: u32): void {
  textBefore = text;
}

function setPiece(template: usize, piece: usize, from: usize, to: usize): void {
  store<u32>(template + piece * 4, <u32>(to - from));
  memory.copy(template + PIECES + piece * PIECE, from, to - from);
}

function parseBy(template: usize, at: usize, to: usize): usize {
  let length = load<u32>(template);
  if (!sameBytes(at, template + PIECES, length)) return 0;
  const start = parseNumber(at + length);
  let place = numberEnd;
  if (place === 0) return 0;

  length = load<u32>(template, 4);
  if (!sameBytes(place, template + (PIECES + PIECE), length)) return 0;
  const duration = parseNumber(place + length);
  place = numberEnd;
  if (place === 0) return 0;

  length = load<u32>(template, 8);
  if (!sameBytes(place, template + (PIECES + 2 * PIECE), length)) return 0;
  place += length;
  if (place >= to) return 0;
  let text = nextText(textBefore, place, to);
  if (text >= 0) place += textLength(text);
  else {
    // The piece before the name ends with its quote.
    const end = skipText(place - 1, to);
    if (end === 0) return 0;
    const from = place;
    place = end - 1;
    text = <i32>textNumber(from, <u32>(place - from));
    setNextText(textBefore, text);
  }

  length = load<u32>(template, 12);
  if (place + length > to || !sameBytes(place, template + (PIECES + 3 * PIECE), length)) return 0;
  textBefore = text;
  addRow(start, duration, text, load<u32>(template, 16));
  return place + length;
}
