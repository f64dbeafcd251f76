import { describe, expect, it } from '@jest/globals';
import { compareProfiles } from './compare-profiles';
import { type JoinedTree, joinTrees } from './join-trees';
import { call, type MadeCall, madeProfile, times } from './testing/made-profile';

function join(baseline: readonly MadeCall[], candidate: readonly MadeCall[], smallest = 0) {
  const profiles = { baseline: madeProfile(baseline), candidate: madeProfile(candidate) };
  const comparison = compareProfiles(profiles, true);
  const tree = joinTrees(
    { baseline: profiles.baseline.tree, candidate: profiles.candidate.tree },
    comparison,
    smallest,
  );
  return { tree, paths: pathsOf(tree, comparison.joined.labels) };
}

/** Each path with calls, own and cumulative of both sides. */
function pathsOf(
  tree: JoinedTree,
  labels: readonly string[],
): Record<string, readonly (readonly number[])[]> {
  const nameOf = (at: number): string => {
    if (at === 0) return 'all';
    return `${nameOf(tree.parents[at]!)};${labels[tree.functions[at]!]}`;
  };
  return Object.fromEntries(
    tree.functions.map((_, at) => {
      const columns = [tree.sides.baseline, tree.sides.candidate];
      return [
        nameOf(at),
        columns.map(({ calls, own, cumulative }) => [calls[at]!, own[at]!, cumulative[at]!]),
      ];
    }),
  );
}

describe('joinTrees', () => {
  it('joins what has the same path, and keeps what one side has alone', () => {
    const { paths, tree } = join(
      [call('f (/a/site-packages/x.py:1)', 1, ...times(2, call('g', 2)), call('gone', 3))],
      [call('f (/b/site-packages/x.py:9)', 1, call('g', 4)), call('g', 5)],
    );
    expect(paths).toEqual({
      all: [
        [0, 0, 8],
        [0, 0, 10],
      ],
      'all;f (x.py)': [
        [1, 1, 8],
        [1, 1, 5],
      ],
      'all;f (x.py);g': [
        [2, 4, 4],
        [1, 4, 4],
      ],
      'all;f (x.py);gone': [
        [1, 3, 3],
        [0, 0, 0],
      ],
      'all;g': [
        [0, 0, 0],
        [1, 5, 5],
      ],
    });
    expect(tree.pruned).toEqual({ paths: 0, own: { baseline: 0, candidate: 0 } });
    expect(tree.parents.every((parent, at) => parent < at)).toBe(true);
  });

  it('leaves out what is too small on both sides with all below it, and says how much that was', () => {
    const { paths, tree } = join(
      [call('large', 990), call('small', 4, call('below', 5)), call('grown', 1)],
      [call('large', 900), call('small', 0.5, call('below', 0.5)), call('grown', 99)],
      0.01,
    );
    expect(Object.keys(paths)).toEqual(['all', 'all;large', 'all;grown']);
    expect(tree.pruned).toEqual({ paths: 2, own: { baseline: 9, candidate: 1 } });
    expect(paths.all).toEqual([
      [0, 0, 1000],
      [0, 0, 1000],
    ]);
  });
});
