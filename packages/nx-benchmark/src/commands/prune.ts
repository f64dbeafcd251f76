import { parseMemorySize } from '../domain/memory-size';
import { UserError } from '../domain/user-error';
import { connectStore } from '../engine/connect-store';
import type { Store } from '../engine/store';
import { type Choice, chooseThings, type PrunePolicy } from '../pruning/choose-things';
import { type PrunedPlace, pruneTable } from '../pruning/prune-table';
import { reportErrors } from './report-errors';

const PLACES = ['docker', 'local'] as const;

/** Options of the command, as the executor's schema.json describes them. */
export interface PruneOptions {
  readonly maxAge?: number | undefined;
  readonly maxSize?: string | undefined;
  readonly all?: boolean | undefined;
  readonly others?: boolean | undefined;
  readonly dryRun?: boolean | undefined;
  readonly engine?: string | undefined;
}

/** Removes what was built, is kept and is no longer needed, and prints what went and what stays. */
export function prune(options: PruneOptions): Promise<{ success: boolean }> {
  return reportErrors(async () => {
    const policy = policyOf(options);
    const { dryRun = false } = options;
    const places: PrunedPlace[] = [];
    for (const store of await storesOf(options)) {
      const choices = chooseThings(await store.list(), policy);
      const { place } = store;
      places.push({ place, choices: dryRun ? choices : await carryOut(store, choices) });
    }
    process.stdout.write(`${pruneTable(places, { dryRun, others: policy.others })}\n`);
    return { success: true };
  });
}

function policyOf({ all = false, others = false, maxAge = 30, maxSize }: PruneOptions): PrunePolicy {
  if (!(maxAge >= 0)) throw new UserError('--maxAge has to be a number of days from 0.');
  const maxBytes = maxSize === undefined ? undefined : parseMemorySize(`${maxSize}`);
  if (maxSize !== undefined && maxBytes === undefined) {
    throw new UserError(`--maxSize=${maxSize} is no size.`, 'Write 10g, 1.5g or 500m.');
  }
  return { all, others, maxAge, maxBytes };
}

/** An engine that nobody asked for by name may be absent. */
async function storesOf({ engine = 'all' }: PruneOptions): Promise<readonly Store[]> {
  const places = PLACES.filter((place) => engine === 'all' || engine === place);
  if (places.length === 0) {
    throw new UserError(`There is no engine ${engine}.`, 'The engines are docker and local, or all.');
  }
  const stores = await Promise.all(
    places.map((place) =>
      connectStore(place).catch((error: Error) => {
        if (!(error instanceof UserError) || engine !== 'all') throw error;
        process.stderr.write(`Nothing is removed from a Docker engine. ${error.message}\n`);
        return undefined;
      }),
    ),
  );
  return stores.filter((store) => store !== undefined);
}

/** What could not be removed stays, with the reason. */
async function carryOut(store: Store, choices: readonly Choice[]): Promise<readonly Choice[]> {
  const done: Choice[] = [];
  for (const choice of choices) {
    const why = choice.goes ? await store.remove(choice.thing) : undefined;
    done.push(why === undefined ? choice : { thing: choice.thing, goes: false, why });
  }
  return done;
}
