import type { Plan } from '../plan/plan';
import { planTurns } from '../plan/plan-round';
import { seededRandom } from '../plan/random';

/**
 * Lets every open name take a turn, again and again, until none is open: as many at once as there are places, never two
 * of one name. Who has taken fewest goes first, in an order of the plan's seed for each lap, so that an event on the
 * machine costs one turn of each name instead of all turns of one.
 *
 * A name takes its next turn at another place than its last where there are several: what is peculiar to a CPU, or to
 * the neighbour there, then averages out over its turns.
 *
 * @param turn its first error stops the giving of turns; those under way are waited for, then it is thrown
 */
export async function takeTurns(
  plan: Pick<Plan, 'seed' | 'scenario'>,
  names: readonly string[],
  places: number,
  isOpen: (name: string) => boolean,
  turn: (name: string, place: number) => Promise<void>,
): Promise<void> {
  const free = new Set(Array.from({ length: places }, (_, place) => place));
  const running = new Map<string, Promise<void>>();
  const laps = new Map(names.map((name) => [name, 0]));
  const last = new Map<string, number>();
  const errors: unknown[] = [];

  const start = (name: string, place: number) => {
    free.delete(place);
    laps.set(name, laps.get(name)! + 1);
    last.set(name, place);
    const done = turn(name, place)
      .catch((error: unknown) => errors.push(error))
      .then(() => {
        running.delete(name);
        free.add(place);
      });
    running.set(name, done);
  };
  const next = (): readonly [string, number] | undefined => {
    const ready = names.filter((name) => !running.has(name) && isOpen(name));
    const inOrder = [...new Set(ready.map((name) => laps.get(name)!))]
      .sort((a, b) => a - b)
      .flatMap((lap) => lapOf(plan, ready, laps, lap));
    for (const name of inOrder) {
      const others = [...free].filter((place) => place !== last.get(name));
      // With nothing under way there is no other place to wait for.
      const choice = others.length > 0 || running.size > 0 ? others : [...free];
      if (choice.length > 0) return [name, choosePlace(plan, name, laps.get(name)!, choice)];
    }
    return undefined;
  };

  for (;;) {
    for (let given = next(); given !== undefined && errors.length === 0; given = next()) start(...given);
    if (running.size === 0) break;
    await Promise.race(running.values());
  }
  if (errors.length > 0) throw errors[0];
}

function lapOf(
  plan: Pick<Plan, 'seed' | 'scenario'>,
  ready: readonly string[],
  laps: ReadonlyMap<string, number>,
  lap: number,
): readonly string[] {
  return planTurns(
    plan,
    ready.filter((name) => laps.get(name) === lap),
    lap,
  );
}

function choosePlace(
  plan: Pick<Plan, 'seed' | 'scenario'>,
  name: string,
  lap: number,
  choice: readonly number[],
): number {
  const random = seededRandom(`${plan.seed}/${plan.scenario}/${name}/place/${lap}`);
  return [...choice].sort((a, b) => a - b)[random.below(choice.length)]!;
}
