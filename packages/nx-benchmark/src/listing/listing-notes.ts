import type { Change, Listing } from './list-scenarios';

/** What a reader of a listing should know beside it, one sentence a line: what is wrong, left out, or missing. */
export function listingNotes(listing: Listing, change: Change): readonly string[] {
  const { scenarios, selected, files, ignored, problems } = listing;
  const notes = problems.map(
    ({ file, line, column, message, hint }) => `error: ${file}:${line}:${column}: ${message}; ${hint}`,
  );
  for (const { pattern, files } of ignored)
    notes.push(`${counted(files.length, 'file')} ignored (${pattern})`);
  if (selected > scenarios.length)
    notes.push(`${scenarios.length} of ${counted(selected, 'scenario')} listed`);
  if (selected > 0) return notes;
  if (change.kind === 'all') notes.push('there are no scenarios');
  else if (files.length > 0) notes.push(`no scenario depends on ${counted(files.length, 'changed file')}`);
  else notes.push(`no ${ignored.length > 0 ? 'other ' : ''}file has changed; --all lists every scenario`);
  return notes;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
