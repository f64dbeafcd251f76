import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { SourceRequirement } from '../domain/requirement';
import type { EventSink } from '../domain/run-event';
import { contentKey } from './content-key';
import { directorySource } from './directory-source';
import { repositorySource } from './repository-source';
import { revisionSource } from './revision-source';
import type { Source } from './source';

/**
 * Finds what a side's wheel is to be built from; reads no more of it than its identity needs.
 *
 * @param cache folder that keeps what was fetched of repositories
 * @throws UserError where a revision or a repository is not to be had
 */
export async function findSource(
  requirement: SourceRequirement,
  cache: string,
  events: EventSink,
): Promise<Source> {
  switch (requirement.kind) {
    case 'directory':
      return directorySource(requirement.path);
    case 'sdist':
      return sdistSource(requirement.path);
    case 'revision':
      return revisionSource(requirement);
    case 'repository':
      return repositorySource(requirement, cache, events);
  }
}

function sdistSource(path: string): Source {
  const [target, content] = [basename(path), readFileSync(path)];
  return {
    description: path,
    key: contentKey(['sdist', target, content]),
    target,
    read: async () => [{ path: target, content }],
    origin: {},
  };
}
