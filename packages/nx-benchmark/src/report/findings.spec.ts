import { describe, expect, it } from '@jest/globals';
import type { FindingFacts } from '../domain/finding';
import { findingSentence } from './findings';

const FACTS: readonly FindingFacts[] = [
  { kind: 'little-work', seconds: 31e-9, overhead: 0.68 },
  { kind: 'first-iteration', first: 0.1, later: 1.2e-6 },
  { kind: 'growing-time', ratio: 2.41 },
  { kind: 'shrinking-time', ratio: 0.4 },
  { kind: 'growing-call', ratio: 3.9 },
  { kind: 'costly-call', ratio: 1.02 },
  { kind: 'growing-memory', bytes: 2048 },
  { kind: 'threads-left', names: ['watcher'] },
  { kind: 'processes-left', names: ['sleep 600'] },
  { kind: 'files-left', names: ['made.db'] },
  { kind: 'one-at-a-time', reason: 'OSError: [Errno 98] Address already in use' },
];

const sentence = (facts: FindingFacts, ...sides: ('baseline' | 'candidate')[]) =>
  findingSentence({ variant: 'start', sides, facts });

describe('findingSentence', () => {
  it.each(FACTS.map((facts) => [facts.kind, facts] as const))('says %s with cause and remedy', (_, facts) => {
    const said = sentence(facts, 'baseline', 'candidate');
    expect(said).toMatch(/^start: .*[.:,] .*\. [A-Z].*\.$/);
    expect(said).not.toMatch(/undefined|NaN|\[object/);
  });

  it('names the side that alone shows it', () => {
    expect(sentence(FACTS[0]!, 'candidate')).toMatch(
      /^start, candidate: one iteration takes 31.0 ns, of which .* 68 %/,
    );
  });

  it('shortens a long list of names', () => {
    expect(sentence({ kind: 'files-left', names: [...'abcdefg'] })).toContain('a, b, c, d, e, 2 more.');
  });
});
