import { connectEngine } from '../engine/connect-engine';
import type { Engine } from '../engine/engine';
import type { Plan } from '../plan/plan';

/**
 * Works with the plan's engine, which is disposed of however the work ends.
 *
 * @param signal aborting it disposes of the engine at once: what runs in its sessions ends
 * @param cache folder of this machine that keeps what is built once
 */
export async function withEngine<T>(
  plan: Plan,
  cache: string,
  signal: AbortSignal,
  work: (engine: Engine) => Promise<T>,
): Promise<T> {
  const engine = await connectEngine(plan, cache);
  // What could not be removed now is tried again at the end.
  const stop = () => void engine.dispose().catch(() => undefined);
  signal.addEventListener('abort', stop, { once: true });
  try {
    signal.throwIfAborted();
    return await work(engine);
  } finally {
    signal.removeEventListener('abort', stop);
    await engine.dispose();
  }
}
