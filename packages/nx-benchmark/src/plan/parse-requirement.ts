import { existsSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Requirement } from '../domain/requirement';
import { UserError } from '../domain/user-error';

/** Where a requirement was written, for messages and for what is relative in it. */
export interface RequirementContext {
  /** Name of the option: `candidate`. */
  readonly option: string;
  /** Absolute folder that relative paths start from. */
  readonly folder: string;
  /** The revision that `git:merge-base` looks from: `main`, or what NX_BASE says. */
  readonly base: string;
}

/**
 * Reads what a side is to install. Forms: `name`, `name==1.2`, any specifier, a folder with a Python project, a wheel, a
 * source distribution, `Owner/repo@ref`, `git+URL@ref`, `git:REF` of this repository, and nothing.
 *
 * @param text as the user wrote it
 * @throws UserError for a form that is not understood or a path that holds no Python project
 */
export function parseRequirement(text: string, context: RequirementContext): Requirement {
  const trimmed = text.trim();
  if (trimmed === '') return { kind: 'none', text: '' };
  if (trimmed.startsWith('git:')) return revision(trimmed, context);
  const repository = repositoryOf(trimmed, context);
  if (repository !== undefined) return repository;
  if (looksLikePath(trimmed)) return fromPath(trimmed, context);
  const match = INDEX_REQUIREMENT.exec(trimmed);
  if (match === null) {
    throw new UserError(
      `--${context.option}=${text} is neither a requirement nor a path.`,
      'Forms: name, name==1.2, name>=1,<2, a folder (./library), a wheel, a source distribution, Owner/repo@ref, git+https://…@ref, git:REF.',
    );
  }
  const pinned = EXACT_PIN.exec(match[3] ?? '')?.[1];
  return { kind: 'index', text: trimmed, name: match[1]!, ...(pinned === undefined ? {} : { pinned }) };
}

// PEP 508: a distribution name, extras, a specifier. pip judges the rest.
const NAME = '[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?';
const INDEX_REQUIREMENT = new RegExp(`^(${NAME})\\s*(\\[[^\\]]*\\])?\\s*((?:[<>=!~]=?=?|===).*)?$`);
const EXACT_PIN = /^===?\s*([^\s,;*]+)\s*$/;

const FRAGMENT = /#(?:.*&)?subdirectory=([^&]*).*$|#.*$/;

function revision(text: string, { folder, base }: RequirementContext): Requirement {
  const subdirectory = FRAGMENT.exec(text)?.[1] ?? '';
  const { bare, extras } = splitExtras(text.slice('git:'.length).replace(FRAGMENT, ''));
  return {
    kind: 'revision',
    text,
    extras,
    folder: resolve(folder, subdirectory),
    revision: bare === 'merge-base' ? { kind: 'merge-base', base } : { kind: 'ref', ref: bare },
  };
}

/** `[name[extras] @] git+URL[@ref][#subdirectory=…]`, or GitHub's `Owner/repo@ref`. */
function repositoryOf(text: string, { option, folder }: RequirementContext): Requirement | undefined {
  const named = new RegExp(`^${NAME}\\s*(\\[[^\\]]*\\])?\\s*@\\s*(git\\+.*)$`).exec(text);
  const [address, extras] = [named?.[2] ?? text, named?.[1] ?? ''];
  const subdirectory = FRAGMENT.exec(address)?.[1] ?? '';
  const short = /^([\w.-]+\/[\w.-]+)@([^\s[\]]+)(\[[^\]]*\])?$/.exec(address.replace(FRAGMENT, ''));
  if (short !== null && !address.startsWith('.')) {
    const url = `https://github.com/${short[1]}`;
    return { kind: 'repository', text, url, ref: short[2]!, subdirectory, extras: short[3] ?? extras };
  }
  if (!address.startsWith('git+')) return undefined;
  const [url, ref] = splitRef(address.slice('git+'.length).replace(FRAGMENT, ''));
  if (!/^(https?|ssh|git|file):\/\//.test(url)) {
    throw new UserError(
      `--${option}: ${address.slice(0, 12)}… is no address of a git repository.`,
      'Write git+https://host/owner/repo@ref, git+ssh://git@host/owner/repo@ref or git+file:///folder@ref.',
    );
  }
  const absolute = url.startsWith('file://.')
    ? String(pathToFileURL(resolve(folder, url.slice('file://'.length))))
    : url;
  return {
    kind: 'repository',
    text,
    url: absolute,
    ...(ref === undefined ? {} : { ref }),
    subdirectory,
    extras,
  };
}

/** The ref follows the last `@` of the path; an `@` before that belongs to the user name. */
function splitRef(url: string): [url: string, ref: string | undefined] {
  const path = url.indexOf('/', url.indexOf('://') + 3);
  const at = url.lastIndexOf('@');
  return path >= 0 && at > path ? [url.slice(0, at), url.slice(at + 1)] : [url, undefined];
}

const SDIST = /\.(tar\.(gz|bz2|xz)|tgz|zip)$/;

function looksLikePath(text: string): boolean {
  const { bare } = splitExtras(text);
  return /^\.{1,2}(\/|$)/.test(bare) || bare.startsWith('/') || bare.endsWith('.whl') || SDIST.test(bare);
}

function fromPath(text: string, { option, folder }: RequirementContext): Requirement {
  const { bare, extras } = splitExtras(text);
  const path = resolve(folder, bare);
  if (!existsSync(path)) {
    throw new UserError(
      `--${option}=${text}: ${path} does not exist.`,
      'Relative paths start at the workspace root.',
    );
  }
  if (path.endsWith('.whl')) return { kind: 'wheel', text, path, extras };
  if (SDIST.test(path) && statSync(path).isFile()) return { kind: 'sdist', text, path, extras };
  if (!statSync(path).isDirectory()) {
    throw new UserError(
      `--${option}=${text}: ${path} is no folder, no wheel and no source distribution (.tar.gz, .zip).`,
    );
  }
  if (!existsSync(join(path, 'pyproject.toml')) && !existsSync(join(path, 'setup.py'))) {
    throw new UserError(
      `--${option}=${text}: ${path} holds no pyproject.toml and no setup.py, so pip cannot install it.`,
    );
  }
  return { kind: 'directory', text, path, extras };
}

function splitExtras(text: string): { readonly bare: string; readonly extras: string } {
  const extras = /\[[^\]]*\]$/.exec(text)?.[0] ?? '';
  return { bare: text.slice(0, text.length - extras.length), extras };
}
