import { defaultPolicy } from '../../analysis/policy';
import type { PolicySettings } from '../../domain/policy-settings';

/** What a quick run asks for: an answer of ± 5 % in half a minute of measuring. */
const QUICK = { margin: 5, maxRounds: 10, maxMinutes: 0.5 } as const;

/**
 * The rule of a quick run: nothing of what stands gets stricter or longer by it.
 *
 * @param standing what the suite and nx.json say
 * @param said what the command line says, and goes before a preset
 */
export function quickSettings(standing: PolicySettings, said: PolicySettings): PolicySettings {
  const widest = Math.min(QUICK.margin, said.blocking ?? QUICK.margin);
  const margin = said.margin ?? Math.max(standing.margin ?? 0, widest);
  const blocking = Math.max(standing.blocking ?? 100 * defaultPolicy.blocking, margin);
  const maxRounds = Math.min(standing.maxRounds ?? QUICK.maxRounds, QUICK.maxRounds);
  const maxMinutes = Math.min(standing.maxMinutes ?? QUICK.maxMinutes, QUICK.maxMinutes);
  return { ...standing, margin, blocking, maxRounds, maxMinutes, ...said };
}
