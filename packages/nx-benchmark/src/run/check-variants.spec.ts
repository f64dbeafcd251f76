import { describe, expect, it } from '@jest/globals';
import type { FindingFacts } from '../domain/finding';
import type { Requirement } from '../domain/requirement';
import { checkVariants } from './check-variants';
import { madePlan, type Script, type Slowdowns, scriptedHarness } from './testing/scripted-harness';

const left = (...names: string[]): FindingFacts => ({ kind: 'files-left', names });
const sound: Slowdowns = { a: 0, b: 0 };

const check = (script: Script, slowdowns = sound, plan = madePlan('a', 'b')) =>
  checkVariants(plan, { harness: scriptedHarness(slowdowns, script), cpus: [0] }, () => undefined);

describe('checkVariants', () => {
  it('finds nothing in a sound scenario', async () => {
    expect(await check({})).toEqual({ findings: [], failures: [] });
  });

  it('tells once what both sides show, with the figures of the first', async () => {
    const { findings } = await check({
      findings: (variant, side) => (variant === 'a' ? [left(`of the ${side}`)] : []),
    });
    expect(findings).toEqual([
      { variant: 'a', sides: ['baseline', 'candidate'], facts: left('of the baseline') },
    ]);
  });

  it('keeps apart configs, kinds, and what one side alone shows', async () => {
    const threads: FindingFacts = { kind: 'threads-left', names: ['watcher'] };
    const { findings } = await check({
      findings: (variant, side) => [left('x'), ...(variant === 'b' && side === 'candidate' ? [threads] : [])],
    });
    expect(findings.map(({ variant, sides, facts }) => [variant, facts.kind, sides.length])).toEqual([
      ['a', 'files-left', 2],
      ['b', 'files-left', 2],
      ['b', 'threads-left', 1],
    ]);
  });

  it('checks the other side and the other configs when one fails', async () => {
    const { findings, failures } = await check({ findings: () => [left('x')] }, { b: 0 });
    expect(failures).toEqual([{ variant: 'a', side: 'candidate', reason: 'ended', output: 'raised' }]);
    expect(findings.map(({ variant, sides }) => [variant, sides])).toEqual([
      ['a', ['baseline']],
      ['b', ['baseline', 'candidate']],
    ]);
  });

  it('says why two processes cannot run at once, unless the suite knows', async () => {
    const { findings } = await check({ exclusive: 'taken' });
    expect(findings.map(({ variant, facts }) => [variant, facts])).toEqual([
      ['a', { kind: 'one-at-a-time', reason: 'taken' }],
      ['b', { kind: 'one-at-a-time', reason: 'taken' }],
    ]);
    const asked = { ...madePlan('a'), method: 'interleaved' as const };
    expect((await check({ exclusive: 'taken' }, sound, asked)).findings).toEqual([]);
  });

  it('leaves out a candidate that is not there', async () => {
    const requirements = { ...madePlan().requirements, candidate: { kind: 'none', text: '' } as Requirement };
    const { failures } = await check({}, {}, { ...madePlan('a'), requirements });
    expect(failures).toEqual([]);
  });
});
