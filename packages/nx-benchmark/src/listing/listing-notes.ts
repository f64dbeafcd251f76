import { problemLine } from '../suitespec/suitespec-problem';
import type { Change, Listing } from './list-scenarios';

/** What a reader of a listing should know beside it, one sentence a line: what is wrong, left out, or missing. */
export function listingNotes(listing: Listing, change: Change): readonly string[] {
  const { scenarios, selected, ignored, problems } = listing;
  return [
    ...problems.map((problem) => `error: ${problemLine(problem)}`),
    ...ignored.map(({ pattern, files }) => `${counted(files.length, 'file')} ignored (${pattern})`),
    ...(selected > scenarios.length ? [`${scenarios.length} of ${selected} scenarios listed`] : []),
    ...(selected === 0 ? [whyNone(listing, change)] : []),
  ];
}

function whyNone({ files, ignored }: Listing, change: Change): string {
  if (change.kind === 'all') return 'there are no scenarios';
  if (files.length === 1) return 'no scenario depends on the changed file';
  if (files.length > 1) return `no scenario depends on the ${files.length} changed files`;
  return `no ${ignored.length > 0 ? 'other ' : ''}file has changed; --all lists every scenario`;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
