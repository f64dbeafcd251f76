// Other work on the machine that comes and goes: on each CPU a process that computes for some seconds and sleeps for
// some, four on average, drawn from an exponential distribution.
//
// Started by calibrate.mjs; ends when its standard input does.

import { setTimeout as sleep } from 'node:timers/promises';

const MEAN_SECONDS = 4;
const LONGEST_SECONDS = 15;

process.stdin.on('end', () => process.exit()).resume();

const draw = () => Math.min(LONGEST_SECONDS, -MEAN_SECONDS * Math.log(1 - Math.random())) * 1000;

while (true) {
  const end = performance.now() + draw();
  while (performance.now() < end) {
    compute();
    // To see whether standard input has ended.
    await new Promise(setImmediate);
  }
  await sleep(draw());
}

function compute() {
  let total = 0;
  for (let number = 0; number < 1e6; number += 1) total += number * number;
  return total;
}
