import { UserError } from '../domain/user-error';
import { type Change, listScenarios } from '../listing/list-scenarios';
import { listingJson } from '../listing/listing-json';
import { listingNotes } from '../listing/listing-notes';
import { reportErrors } from './report-errors';
import { workspaceOptions } from './workspace-options';

/** Options of the command, as the executor's schema.json describes them. */
export interface ListOptions {
  readonly files?: readonly string[] | undefined;
  readonly all?: boolean | undefined;
  readonly base?: string | undefined;
  readonly head?: string | undefined;
  readonly top?: number | undefined;
  readonly ignore?: readonly string[] | undefined;
}

/**
 * Prints the scenarios that a change selects: JSON on stdout, and nothing but that; what there is to say of it on stderr.
 * Fails when the suite has a fault, since the listing may then lack something.
 *
 * @param suiteRoot folder of the scenarios, where nx.json names several
 */
export function list(
  options: ListOptions,
  workspaceRoot: string,
  suiteRoot?: string,
): Promise<{ success: boolean }> {
  return reportErrors(async () => {
    const { plugin, defaultBase } = workspaceOptions(workspaceRoot, suiteRoot);
    const change = changeOf(options, defaultBase);
    const listing = listScenarios({
      workspaceRoot,
      suite: plugin,
      change,
      ignore: (options.ignore ?? plugin.ignore).filter((pattern) => pattern !== ''),
      top: topOf(options),
    });
    for (const note of listingNotes(listing, change)) process.stderr.write(`${note}\n`);
    process.stdout.write(`${listingJson(listing)}\n`);
    return { success: listing.problems.length === 0 };
  });
}

function changeOf({ all, files, base, head }: ListOptions, defaultBase: string): Change {
  const range = base !== undefined || head !== undefined;
  const ways = [all && '--all', files && 'files', range && '--base or --head'].filter(Boolean);
  if (ways.length > 1) {
    throw new UserError(`${ways.join(' and ')} exclude each other.`, 'Keep one: it says what the change is.');
  }
  if (all) return { kind: 'all' };
  if (files !== undefined) return { kind: 'files', files };
  return { kind: 'git', base, head, defaultBase };
}

function topOf({ top }: ListOptions): number | undefined {
  if (top === undefined || (Number.isInteger(top) && top >= 1)) return top;
  throw new UserError('--top has to be a whole number from 1.');
}
