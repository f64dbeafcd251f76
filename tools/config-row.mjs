/** The head of a table of configs, and its rule. */
export const CONFIG_HEAD = [
  '| scenario | config | method | iteration | verdict | change | rounds | seconds |',
  '|---|---|---|--:|---|---|--:|--:|',
];

/** A config as a line of such a table: the statistic that moved, or the first that was tested. */
export function configRow(scenario, variant, seconds) {
  const { name, failure, verdict, results } = variant;
  if (failure) return `| ${scenario} | ${name} | | | failed | ${failure.reason} | | ${seconds} |`;
  if (verdict === undefined || results.length === 0)
    return `| ${scenario} | ${name} | | | not finished | | | ${seconds} |`;
  const [moved = results.find(({ tested }) => tested)?.statistic] = verdict.moved;
  const { change, low, high } = results.find(({ statistic }) => statistic === moved) ?? results[0];
  const { kind, level } = verdict;
  const words = level && level !== kind ? `${kind} (${level})` : kind.replace('-', ' ');
  return `| ${scenario} | ${name} | ${variant.slicing.method} | ${time(variant.iterationSeconds)} | ${words} | ${percent(change)} [${percent(low)}, ${percent(high)}] | ${variant.rounds} | ${seconds} |`;
}

export function percent(fraction) {
  return `${fraction < 0 ? '−' : '+'}${Math.abs(100 * fraction).toFixed(1)} %`;
}

function time(seconds) {
  const [unit, factor] = [
    ['s', 1],
    ['ms', 1e3],
    ['µs', 1e6],
  ].find(([, one]) => seconds * one >= 1) ?? ['ns', 1e9];
  return `${Number((seconds * factor).toPrecision(3))} ${unit}`;
}
