import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { Requirement } from '../domain/requirement';
import type { Side } from '../domain/side';
import { buildWheel } from './build-wheel';
import { findSource } from './find-source';
import { newestThatFits } from './newest-that-fits';
import type { Resolving } from './resolving';
import type { SourceOrigin } from './source';

/** What a side installs, down to the bytes: a version of the index, or a wheel. */
export type ResolvedSide =
  | { readonly kind: 'index'; readonly name: string; readonly install: string }
  | {
      readonly kind: 'wheel';
      readonly name: string;
      readonly file: string;
      readonly content: Buffer;
      /** `[openai]`, or empty. */
      readonly extras: string;
      /** Of one that was built here. */
      readonly origin: SourceOrigin | undefined;
    }
  /** There is no such side: the other is measured alone. */
  | { readonly kind: 'none' };

/**
 * Fixes what a requirement means today: the newest version that fits a specifier, the wheel of a source.
 *
 * @throws UserError where it means nothing, or its wheel cannot be built
 */
export async function resolveSide(
  side: Side,
  requirement: Requirement,
  resolving: Resolving,
): Promise<ResolvedSide> {
  switch (requirement.kind) {
    case 'none':
      return { kind: 'none' };
    case 'wheel': {
      const file = basename(requirement.path);
      return wheel(file, readFileSync(requirement.path), requirement.extras, undefined);
    }
    case 'index': {
      const { name, text, pinned } = requirement;
      const install = pinned === undefined ? await newestThatFits(side, name, text, resolving) : text;
      return { kind: 'index', name, install };
    }
    case 'directory':
    case 'sdist':
    case 'revision':
    case 'repository': {
      const source = await findSource(requirement, resolving.cache, resolving.events);
      const { file, content } = await buildWheel(side, source, await resolving.builder());
      return wheel(file, content, requirement.extras, source.origin);
    }
  }
}

/** @param file name of the wheel: PEP 427 puts the distribution first, and pip installs no wheel of another name */
function wheel(
  file: string,
  content: Buffer,
  extras: string,
  origin: SourceOrigin | undefined,
): ResolvedSide {
  return { kind: 'wheel', name: file.split('-')[0]!, file, content, extras, origin };
}
