import type { RevisionRequirement } from '../domain/requirement';
import { UserError } from '../domain/user-error';
import { revisionSource } from '../sides/revision-source';

/** What a revision of this repository is now. */
export function revisionKey(requirement: RevisionRequirement): string {
  try {
    return `${requirement.text} is ${revisionSource(requirement).key}`;
  } catch (error) {
    // It fails when it runs, with a sentence.
    if (error instanceof UserError) return requirement.text;
    throw error;
  }
}
