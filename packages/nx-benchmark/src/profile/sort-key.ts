import { UserError } from '../domain/user-error';

/** What a table of functions may be sorted by. */
export const SORT_KEYS = ['impact', 'tottime', 'cumtime', 'ncalls', 'percall'] as const;

export type SortKey = (typeof SORT_KEYS)[number];

/** @throws UserError for a key that there is not */
export function parseSortKey(text: string): SortKey {
  const key = SORT_KEYS.find((one) => one === text);
  if (key !== undefined) return key;
  throw new UserError(`--sort=${text} is no key to sort by.`, `The keys are ${SORT_KEYS.join(', ')}.`);
}
