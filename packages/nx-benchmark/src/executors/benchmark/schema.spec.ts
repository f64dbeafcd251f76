import { expect, it } from '@jest/globals';
import { POLICY_KEYS } from '../../domain/policy-settings';
import { properties } from './schema.json';

it.each([...POLICY_KEYS, 'selfCheck'] as const)(
  'has no default for %s: Nx would fill it in, and it would pass for what the user said',
  (key) => {
    expect(properties[key]).toBeDefined();
    expect(properties[key]).not.toHaveProperty('default');
  },
);
