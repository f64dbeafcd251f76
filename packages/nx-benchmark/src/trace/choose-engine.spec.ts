import { expect, test } from '@jest/globals';
import { chooseEngine } from './choose-engine';
import { plainEngine } from './plain/plain-engine';
import { compileEngine } from './testing/engines';

const missing = () => undefined;

test('takes the compiled engine where it works, and the plain one where it does not or is asked for', () => {
  const module = compileEngine();
  expect(chooseEngine({}, () => module)).not.toBe(plainEngine);
  expect(chooseEngine({}, missing)).toBe(plainEngine);
  expect(chooseEngine({ NX_BENCHMARK_TRACE_ENGINE: 'plain' }, () => module)).toBe(plainEngine);
});

test('refuses an engine that does not exist or does not work here', () => {
  expect(() => chooseEngine({ NX_BENCHMARK_TRACE_ENGINE: 'fast' }, missing)).toThrow(
    'NX_BENCHMARK_TRACE_ENGINE is fast, and there is no such engine.',
  );
  expect(() => chooseEngine({ NX_BENCHMARK_TRACE_ENGINE: 'wasm' }, missing)).toThrow(/SIMD is missing here/);
});
