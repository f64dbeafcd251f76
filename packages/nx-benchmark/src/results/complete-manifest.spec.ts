import { describe, expect, it } from '@jest/globals';
import { madeReport } from '../report/testing/made-report';
import { completeManifest } from './complete-manifest';
import type { Manifest } from './manifest';

const whole = madeReport([]).manifest;

describe('completeManifest', () => {
  it('leaves a whole manifest as it is', () => {
    expect(completeManifest(whole, 'run', 'span')).toEqual({ manifest: whole, lacking: [] });
  });

  it('fills what is not there, says what that is, and keeps what it does not know', () => {
    const { placement: _, ...old } = whole;
    const { notIsolated: __, ...engine } = whole.engine;
    const read = { ...old, engine, task: 'span:benchmark', mood: 'good', cautions: null };
    const { manifest, lacking } = completeManifest(read as unknown as Manifest, 'run', 'span');
    expect(lacking).toEqual(['engine.notIsolated', 'placement', 'cautions']);
    expect(manifest).toMatchObject({
      task: 'span:benchmark',
      mood: 'good',
      engine: { description: whole.engine.description, notIsolated: [] },
      placement: { groups: [] },
      cautions: [],
    });
  });

  it('keeps a rule that has no limit for memory', () => {
    const { memory: _, ...policy } = whole.policy;
    const { manifest, lacking } = completeManifest({ ...whole, policy }, 'run', 'span');
    expect({ policy: manifest.policy, lacking }).toEqual({ policy, lacking: [] });
  });

  it('takes configs that have a name, and knows where their rounds are', () => {
    const variants = [{ name: 'start', rounds: 3 }, { rounds: 4 }, 'end', null];
    const read = { ...whole, variants } as unknown as Manifest;
    const [only, ...others] = completeManifest(read, 'run', 'span').manifest.variants;
    expect(only).toMatchObject({ name: 'start', rounds: 3, roundsFile: 'rounds/start.jsonl', results: [] });
    expect(others).toEqual([]);
  });

  it('makes a manifest of next to nothing', () => {
    const { manifest } = completeManifest({ schemaVersion: 1 } as Manifest, 'run', 'span');
    expect(manifest).toMatchObject({ runId: 'run', scenario: 'span', variants: [] });
  });
});
