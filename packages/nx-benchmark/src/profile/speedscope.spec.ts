import { expect, it } from '@jest/globals';
import { speedscopeFile } from './speedscope';
import { call, madeProfile } from './testing/made-profile';

it('has a sample of each path that spent time, which weighs what was spent at its end', () => {
  const baseline = madeProfile([
    call('f (/x/site-packages/a.py:3)', 1, call('len', 2)),
    call('idle', 0, call('len', 4)),
  ]);
  const candidate = madeProfile([call('len', 8)]);
  const { shared, profiles } = JSON.parse(speedscopeFile({ baseline, candidate }, 'span/start'));
  expect(shared.frames).toEqual([{ name: 'f', file: 'a.py', line: 3 }, { name: 'idle' }, { name: 'len' }]);
  expect(profiles).toEqual([
    {
      type: 'sampled',
      name: 'span/start (baseline)',
      unit: 'seconds',
      startValue: 0,
      endValue: 7,
      samples: [[0], [0, 2], [1, 2]],
      weights: [1, 2, 4],
    },
    expect.objectContaining({ name: 'span/start (candidate)', endValue: 8, samples: [[2]], weights: [8] }),
  ]);
});
