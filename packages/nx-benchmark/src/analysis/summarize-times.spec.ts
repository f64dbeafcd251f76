import { expect, test } from '@jest/globals';
import { summarizeSeconds, summarizeTimes } from './summarize-times';
import { statistics } from './testing/simulated-statistics';

test('times are the mean over the rounds and the sample standard deviation, side by side', () => {
  const rounds = [1, 2, 3].map((baseline) =>
    statistics({ iteration: { baseline, candidate: 2 * baseline } }),
  );
  expect(summarizeTimes(rounds)).toEqual({
    baseline: { mean: 2, deviation: 1 },
    candidate: { mean: 4, deviation: 2 },
  });
});

test('one time alone has no deviation', () => {
  expect(summarizeSeconds([3])).toEqual({ mean: 3, deviation: 0 });
});
