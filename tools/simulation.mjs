// What simulations of the statistics share: chance that is the same on every machine, and rates as a table shows them.

/** Tommy Ettinger's mulberry32: uniform in [0, 1), 32 bits of state, the same on every machine. */
export function mulberry32(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Box & Muller (1958). */
export function gaussian(random) {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** So many of `runs` as a share with its 95 % interval: Wilson (1927). */
export function withInterval(count, runs) {
  const [z, share] = [1.96, count / runs];
  const centre = (share + z ** 2 / (2 * runs)) / (1 + z ** 2 / runs);
  const half = (z / (1 + z ** 2 / runs)) * Math.sqrt((share * (1 - share)) / runs + z ** 2 / (4 * runs ** 2));
  return `${percent(share)} [${percent(Math.max(0, centre - half))}, ${percent(centre + half)}]`;
}

/** A share as per cent: `0.42 %`. */
export function percent(share, digits = 2) {
  return `${(100 * share).toFixed(digits)} %`;
}
