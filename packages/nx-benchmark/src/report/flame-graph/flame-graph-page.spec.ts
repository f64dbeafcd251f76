import { describe, expect, it } from '@jest/globals';
import { compareProfiles } from '../../profile/compare-profiles';
import { joinTrees } from '../../profile/join-trees';
import { call, type MadeCall, madeProfile } from '../../profile/testing/made-profile';
import { flameGraphPage } from './flame-graph-page';

function page(baseline: readonly MadeCall[], candidate: readonly MadeCall[], title = 'span/start'): string {
  const profiles = { baseline: madeProfile(baseline), candidate: madeProfile(candidate) };
  const compared = compareProfiles(profiles, true);
  const trees = { baseline: profiles.baseline.tree, candidate: profiles.candidate.tree };
  const tree = joinTrees(trees, compared, 0);
  return flameGraphPage(tree, compared.joined.labels, { title, baseline: 'lib 1', candidate: 'lib 2' });
}

describe('flameGraphPage', () => {
  it('needs nothing from anywhere', () => {
    const html = page([call('f', 1)], [call('f', 2)]);
    expect(html).toContain(
      `content="default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'"`,
    );
    expect(html.replaceAll('http://www.w3.org/2000/svg', '')).not.toMatch(
      /https?:|<link|\bsrc=|@import|url\(/,
    );
  });

  it('holds both sides, in whole nanoseconds', () => {
    const html = page([call('f', 1e-6, call('g', 2e-9))], [call('f', 3e-6)]);
    const [, json] = /<script type="application\/json" id="data">(.*?)<\/script>/s.exec(html)!;
    expect(JSON.parse(json!)).toEqual({
      names: ['f', 'g'],
      functions: [-1, 0, 1],
      parents: [-1, 0, 1],
      baseline: { calls: [0, 1, 1], own: [0, 1000, 2], cumulative: [1002, 1002, 2] },
      candidate: { calls: [0, 1, 0], own: [0, 3000, 0], cumulative: [3000, 3000, 0] },
      pruned: { paths: 0, own: { baseline: 0, candidate: 0 } },
    });
  });

  it('takes names for text, whatever they look like', () => {
    const html = page([call('</script><b>', 1)], [call('</script><b>', 1)], '<i>&"');
    expect(html.match(/<\/script>/g)).toHaveLength(2);
    expect(html).toContain('<title>&lt;i&gt;&amp;&quot;: what moved</title>');
  });
});
