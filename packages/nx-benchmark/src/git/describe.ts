import { git } from './git';

/**
 * What git's tags say of a commit: `v1.2.0-3-gabc1234` is three commits after v1.2.0. Without a tag that looks like a
 * version: the commit alone, `abc1234`.
 *
 * @param commit of the repository; the checkout's own files without it, `-dirty` where they differ
 */
export function describe(folder: string, commit?: string): string | undefined {
  const of = commit === undefined ? ['--dirty'] : [commit];
  const { succeeded, stdout } = git(
    folder,
    'describe',
    '--tags',
    '--long',
    '--always',
    '--match=*[0-9]*',
    ...of,
  );
  return succeeded ? stdout.trim() : undefined;
}
