/** A pull or merge request that can hold comments. */
export interface CommentPlace {
  /** What it is to people: `pull request 12 of owner/name`. */
  readonly name: string;
  /** Address of a page of its comments, 1-based. */
  page(number: number): string;
  /** Where a new comment goes (POST). */
  readonly create: string;
  /** Where another text for a comment goes, and how. */
  update(id: string): string;
  readonly updateMethod: 'PATCH' | 'PUT';
  readonly headers: Readonly<Record<string, string>>;
  /** What to do about an answer 401 or 403. */
  readonly permission: string;
}

/** Comments asked for at once. */
export const PAGE_SIZE = 100;
