import { UserError } from '../domain/user-error';
import { parseSortKey, type SortKey } from '../profile/sort-key';

/** Options about traces, as the executor's schema.json describes them. */
export interface ProfileOptions {
  readonly profileTop?: number | undefined;
  readonly profileCompare?: boolean | undefined;
  readonly filter?: string | undefined;
  readonly minCalls?: number | undefined;
  readonly sort?: string | undefined;
  readonly callTree?: string | undefined;
  readonly savePstats?: boolean | undefined;
  readonly flameGraph?: boolean | undefined;
  readonly speedscope?: boolean | undefined;
  readonly compat?: boolean | undefined;
}

/** What is wanted of traces, with every default filled in. */
export interface ProfileRequest {
  /** A table: of each side by itself, or of what moved between them. */
  readonly table: 'top' | 'comparison' | undefined;
  readonly top: number;
  readonly key: SortKey;
  readonly filter: string;
  readonly minCalls: number;
  /** Part of the names whose callers and callees are shown. */
  readonly callTree: string | undefined;
  readonly savePstats: boolean;
  readonly flameGraph: boolean;
  readonly speedscope: boolean;
  readonly compat: boolean;
}

const TOP = 10;

/**
 * The options about traces as a request; undefined where they ask for nothing.
 *
 * @throws UserError for values that are none, and for options that say nothing together
 */
export function profileRequest(options: ProfileOptions): ProfileRequest | undefined {
  const { profileTop, profileCompare = false, callTree, compat = false } = options;
  const { savePstats = false, flameGraph = false, speedscope = false } = options;
  if (callTree === '') throw new UserError('--callTree needs a part of a function’s name.');
  const table = profileCompare ? 'comparison' : profileTop === undefined ? undefined : 'top';
  const others = callTree !== undefined || savePstats || flameGraph || speedscope;
  if (table === undefined) refuseDetails(options, others);
  if (compat && others) throw new UserError('--compat prints a table and does nothing else.');
  if (table === undefined && !others) return undefined;
  return {
    table,
    top: wholeNumber('profileTop', profileTop ?? TOP, 1),
    key: keyOf(options.sort, table, compat),
    filter: options.filter ?? '',
    minCalls: wholeNumber('minCalls', options.minCalls ?? 0, 0),
    callTree,
    savePstats,
    flameGraph,
    speedscope,
    compat,
  };
}

/** Without a table there is nothing that they could be about. */
function refuseDetails(options: ProfileOptions, others: boolean): void {
  const details = (['filter', 'minCalls', 'sort', 'compat'] as const).filter((name) => {
    return options[name] !== undefined && options[name] !== '' && options[name] !== false;
  });
  if (details.length === 0) return;
  const named = details.map((name) => `--${name}`).join(' and ');
  throw new UserError(
    `${named} ${details.length === 1 ? 'is' : 'are'} about a table of functions, and ${others ? 'no table' : 'none'} is asked for.`,
    'Add --profileCompare or --profileTop=20.',
  );
}

/** By default a comparison is by impact, all else by its own time. */
function keyOf(text: string | undefined, table: ProfileRequest['table'], compat: boolean): SortKey {
  const byDefault = table === 'comparison' && !compat ? 'impact' : 'tottime';
  const key = text === undefined ? byDefault : parseSortKey(text);
  if (key !== 'impact' || (table === 'comparison' && !compat)) return key;
  throw new UserError(
    `--sort=impact ranks what moved between two sides${compat ? ', and --compat does not know it' : ''}.`,
    compat ? 'Leave out one of the two.' : 'Use --profileCompare with it.',
  );
}

function wholeNumber(name: string, value: number, least: number): number {
  if (Number.isInteger(value) && value >= least) return value;
  throw new UserError(`--${name} has to be a whole number from ${least}.`);
}
