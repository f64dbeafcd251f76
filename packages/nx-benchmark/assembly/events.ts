import { thread } from './host';
import { skipBlank, skipSeparators, skipText, skipValue } from './json';
import { numberBetween } from './number';
import { addBegin, addEnd, addRow } from './rows';
import { sameBytes } from './same-bytes';
import { learn, noteText } from './templates';
import { textNumber } from './texts';

/** Events that were parsed key by key. */
export let keyedEvents: u32 = 0;

/** Where no JSON is, if an event could not be parsed; 0 if it is only cut off. */
export let malformedAt: usize = 0;

const LONGEST_KEY: usize = 120;
/** The identifiers of the thread before, and its number. */
const lastIds: usize = heap.alloc(2 * LONGEST_KEY + 16);
let lastPidLength: usize = usize.MAX_VALUE;
let lastTidLength: usize = 0;
let lastThread: u32 = 0;

/** Parses the event whose brace is at `at`, key by key. Returns the place behind it; 0 if it is cut off or malformed. */
export function parseByKeys(at: usize, to: usize): usize {
  malformedAt = 0;
  let phase: u32 = 0;
  let startFrom: usize = 0;
  let startTo: usize = 0;
  let durationFrom: usize = 0;
  let durationTo: usize = 0;
  let nameFrom: usize = 0;
  let nameTo: usize = 0;
  let pidFrom: usize = 0;
  let pidTo: usize = 0;
  let tidFrom: usize = 0;
  let tidTo: usize = 0;
  let hasArguments = false;
  let place = at + 1;
  for (;;) {
    place = skipSeparators(place, to);
    if (place >= to) return 0;
    if (load<u8>(place) === 0x7d) break;
    if (load<u8>(place) !== 0x22) return malformed(place);
    const key = place + 1;
    const keyEnd = skipText(place, to);
    if (keyEnd === 0) return 0;
    place = skipBlank(keyEnd, to);
    if (place >= to) return 0;
    if (load<u8>(place) !== 0x3a) return malformed(place);
    place = skipBlank(place + 1, to);
    if (place >= to) return 0;
    const end = skipValue(place, to);
    if (end === 0) return 0;
    const quote: usize = load<u8>(place) === 0x22 ? 1 : 0;
    const from = place + quote;
    const until = end - quote;
    switch (<u32>(keyEnd - 1 - key)) {
      case 2:
        if (load<u16>(key) === 0x7374) {
          startFrom = from;
          startTo = until;
        } else if (load<u16>(key) === 0x6870) phase = end - place === 3 ? load<u8>(place, 1) : 0;
        break;
      case 3:
        if (load<u16>(key) === 0x6970 && load<u8>(key, 2) === 0x64) {
          pidFrom = from;
          pidTo = until;
        } else if (load<u16>(key) === 0x6974 && load<u8>(key, 2) === 0x64) {
          tidFrom = from;
          tidTo = until;
        } else if (load<u16>(key) === 0x7564 && load<u8>(key, 2) === 0x72) {
          durationFrom = from;
          durationTo = until;
        }
        break;
      case 4:
        if (load<u32>(key) === 0x656d616e) {
          nameFrom = from;
          nameTo = until;
        } else if (load<u32>(key) === 0x73677261) hasArguments = true;
        break;
    }
    place = end;
  }
  place++;
  keyedEvents++;
  if (phase !== 0x58 && phase !== 0x42 && phase !== 0x45) return place;
  const start = numberBetween(startFrom, startTo);
  if (!(abs<f64>(start) < Infinity)) return place;
  const text = textNumber(nameFrom, <u32>(nameTo - nameFrom));
  const number = threadOf(pidFrom, pidTo, tidFrom, tidTo);
  if (phase === 0x42) addBegin(start, text, number);
  else if (phase === 0x45) addEnd(start, text, number);
  else {
    let duration = numberBetween(durationFrom, durationTo);
    if (!(duration > 0)) duration = 0;
    addRow(start, duration, text, number);
    noteText(text);
    // They differ from call to call.
    if (!hasArguments) {
      learn(at, startFrom, startTo, durationFrom, durationTo, nameFrom, nameTo, place, number);
    }
  }
  return place;
}

function malformed(place: usize): usize {
  malformedAt = place;
  return 0;
}

function threadOf(pidFrom: usize, pidTo: usize, tidFrom: usize, tidTo: usize): u32 {
  const pidLength = pidTo - pidFrom;
  const tidLength = tidTo - tidFrom;
  if (
    pidLength === lastPidLength &&
    tidLength === lastTidLength &&
    sameBytes(pidFrom, lastIds, <u32>pidLength) &&
    sameBytes(tidFrom, lastIds + pidLength, <u32>tidLength)
  ) {
    return lastThread;
  }
  lastThread = thread(pidFrom, pidTo, tidFrom, tidTo);
  if (pidLength > LONGEST_KEY || tidLength > LONGEST_KEY) lastPidLength = usize.MAX_VALUE;
  else {
    lastPidLength = pidLength;
    lastTidLength = tidLength;
    memory.copy(lastIds, pidFrom, pidLength);
    memory.copy(lastIds + pidLength, tidFrom, tidLength);
  }
  return lastThread;
}
