import { describe, expect, it } from '@jest/globals';
import { madeRound, slice } from '../../analysis/testing/made-round';
import { madeReport, madeVariant, mainPath } from '../testing/made-report';
import { htmlReport } from './html-report';

const same = { kind: 'no-change', moved: [], rounds: 8 } as const;

describe('htmlReport', () => {
  it('shows text as text', () => {
    const failure = {
      variant: 'x',
      side: 'baseline',
      reason: 'ended',
      output: '<script>alert(1)</script>',
    } as const;
    const page = htmlReport('<run>', [madeReport([madeVariant('<x>', same, { failure })])], () => []);
    expect(page).not.toContain('<script>alert');
    expect(page).not.toContain('<x>');
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
  });

  it('needs nothing but itself', () => {
    const page = htmlReport('run', [madeReport([madeVariant('x', same)])], () => []);
    expect(page).not.toMatch(/(?:src|href)="(?!#)/);
    expect(page).not.toMatch(/@import|url\(/);
    expect(page).toContain("default-src 'none'");
  });

  /** Rounds of twelve pairs, each slower than the one before. */
  const rising = (count: number) =>
    Array.from({ length: count }, (_, index) => {
      const slices = (seconds: number) =>
        Array.from({ length: 12 }, (_, at) => slice(seconds * (1 + at / 100)));
      return madeRound(
        { baseline: slices(1e-3), candidate: slices(1e-3 * (1.001 + index / 1000)) },
        { index },
      );
    });
  const variant = madeVariant('x', same, { results: [mainPath(0.001, -0.01, 0.01)] });

  it('draws a point for every round, and no number that is none', () => {
    const page = htmlReport('run', [madeReport([variant])], () => rising(7));
    expect(page.match(/class="dot"/g)).toHaveLength(7);
    expect(page).not.toMatch(/NaN|Infinity|undefined|hardly counted/);
  });

  it('draws hollow points for the rounds that hardly count', () => {
    const page = htmlReport('run', [madeReport([variant])], () => rising(40));
    expect(page.match(/class="dot"/g)).toHaveLength(32);
    expect(page.match(/class="dot hollow"/g)).toHaveLength(8);
    expect(page).toContain('(hollow: hardly counted)');
  });

  it('draws the rounds of those that are worst, where there are very many configs', () => {
    const variants = Array.from({ length: 201 }, (_, at) => madeVariant(`config-${100 + at}`, same));
    const asked = new Set<string>();
    const page = htmlReport('run', [madeReport(variants)], (_, variant) => {
      asked.add(variant);
      return [];
    });
    expect(asked.size).toBe(200);
    expect(asked).not.toContain('config-300');
    expect(page).toContain('id="span/config-300"');
    expect(page).toContain('Rounds are drawn of the first 200 configs');
  });
});
