import type { Caution } from '../domain/caution';
import { cautionSentence } from './cautions';
import type { ScenarioReport } from './summarize';

/** From so many configs on, "all of them" says it better than their names. */
const ALL_FROM = 4;

/**
 * The cautions of a run as sentences, in the order they were raised: what several configs or scenarios have in common is
 * said once, with all their names and the figures of the worst.
 */
export function cautionGroups(reports: readonly ScenarioReport[]): readonly string[] {
  const groups = new Map<string, Raised[]>();
  for (const { manifest } of reports) {
    for (const caution of manifest.cautions) {
      const key = kindOf(caution);
      const group = groups.get(key) ?? [];
      group.push({ scenario: manifest.scenario, caution });
      groups.set(key, group);
    }
  }
  return [...groups.values()].map((group) => sentence(group, reports));
}

interface Raised {
  readonly scenario: string;
  readonly caution: Caution;
}

/** Equal for cautions that differ in no more than whom they are about and in their figures. */
function kindOf(caution: Caution): string {
  const facts = Object.entries(caution).filter(
    ([name, value]) => name !== 'variant' && typeof value !== 'number',
  );
  return JSON.stringify(facts);
}

function sentence(group: readonly Raised[], reports: readonly ScenarioReport[]): string {
  const worst = group.reduce((most, one) => (extent(one.caution) > extent(most.caution) ? one : most));
  const differ = new Set(group.map(({ caution }) => about(caution, ''))).size > 1;
  const note = differ ? ` (worst: ${nameOf(worst, reports.length > 1)})` : '';
  const whom = `${namesOf(group, reports)}${note}`.trim();
  if ('variant' in worst.caution) return about(worst.caution, whom);
  return whom === '' ? cautionSentence(worst.caution) : `${whom}: ${cautionSentence(worst.caution)}`;
}

/** Who has it: configs, or scenarios where it is theirs as a whole. All scenarios of a run need no name. */
function namesOf(group: readonly Raised[], reports: readonly ScenarioReport[]): string {
  const names = [...new Set(group.map((one) => nameOf(one, reports.length > 1)))];
  if (!('variant' in group[0]!.caution)) return names.length === reports.length ? '' : names.join(', ');
  const all = reports.reduce((sum, { variants }) => sum + variants.length, 0);
  return names.length === all && all >= ALL_FROM ? `all ${all} configs` : names.join(', ');
}

/** The sentence of a caution, with others in the place of its config. */
function about(caution: Caution, variant: string): string {
  return cautionSentence('variant' in caution ? { ...caution, variant } : caution);
}

function nameOf({ scenario, caution }: Raised, several: boolean): string {
  if (!('variant' in caution)) return scenario;
  return several ? `${scenario}/${caution.variant}` : caution.variant;
}

/** How bad it is, among cautions of one kind. */
function extent(caution: Caution): number {
  switch (caution.kind) {
    case 'baseline-drift':
      return caution.ratio;
    case 'preempted':
    case 'steal':
    case 'pressure':
      return caution.share;
    case 'lumpy':
      return Math.abs(caution.allWork - caution.mainPath);
    case 'order-effect':
      return Math.abs(caution.effect);
    case 'wide-spread':
      return caution.deviation;
    case 'uneven-rounds':
      return Math.abs(caution.slower - caution.faster);
    case 'long-iteration':
      return caution.seconds;
    case 'loop-overhead':
      return -caution.seconds;
    case 'rounds-missing':
      return caution.recorded - caution.rounds;
    case 'damaged-rounds':
      return caution.lines;
    case 'too-few-rounds':
      return -caution.rounds;
    default:
      return 0;
  }
}
