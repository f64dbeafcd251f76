import { readRounds, type StoredScenario } from '../results/read-results';
import { type ScenarioReport, summarize } from './summarize';

/** Judges a stored scenario again, from the rounds that are on disk. */
export function summarizeStored(stored: StoredScenario): ScenarioReport {
  return summarize(stored.manifest, (variant) => readRounds(stored, variant));
}
