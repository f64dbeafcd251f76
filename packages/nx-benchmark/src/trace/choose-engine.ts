import { UserError } from '../domain/user-error';
import { plainEngine } from './plain/plain-engine';
import type { TraceEngine } from './trace-engine';
import { loadModule } from './wasm/load-module';
import { wasmEngine } from './wasm/wasm-engine';

/** Which engine reads traces: `wasm`, `plain`, or the faster one that works here. */
export const ENGINE_VARIABLE = 'NX_BENCHMARK_TRACE_ENGINE';

/**
 * How the engine of a pass is made.
 *
 * @throws UserError if the one that was asked for is none, or does not work here
 */
export function chooseEngine(env: NodeJS.ProcessEnv = process.env, load = loadModule): () => TraceEngine {
  const asked = env[ENGINE_VARIABLE] || undefined;
  if (asked !== undefined && asked !== 'plain' && asked !== 'wasm') {
    throw new UserError(
      `${ENGINE_VARIABLE} is ${asked}, and there is no such engine.`,
      'Set it to wasm or plain, or not at all.',
    );
  }
  const module = asked === 'plain' ? undefined : load();
  if (module !== undefined) return () => wasmEngine(module);
  if (asked === 'wasm') {
    throw new UserError(
      `${ENGINE_VARIABLE} is wasm, and WebAssembly with SIMD is missing here.`,
      'Use a newer Node, or leave the variable away: the plain engine does the same, more slowly.',
    );
  }
  return plainEngine;
}
