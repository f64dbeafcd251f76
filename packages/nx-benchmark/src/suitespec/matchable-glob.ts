import type { GlobText } from './glob-text';

/**
 * A glob as minimatch and Nx's native matcher both understand it, or null where no path of a file can match it: one of
 * its segments is empty, `.` or `..`. `exact` is false where it had to be widened.
 */
export function matchableGlob(glob: string): GlobText | null {
  const segments = glob.split('/').map(withoutDoubledStars);
  return segments.every(canBeName) ? fileAlone(withinMinimatch(segments)) : null;
}

function withoutDoubledStars(segment: string): string {
  return segment === '**' ? segment : segment.replaceAll(/\*{2,}/g, '*');
}

function canBeName(segment: string): boolean {
  return segment !== '' && segment !== '.' && segment !== '..';
}

// minimatch (9.0.9 and 10.2.6, for two) looks for the segments between two `**` in too short a part of the path if those
// between later ones are fewer: `**/x/y/**/z/**/*` misses x/y/z/a. Such a glob is cut after its second `**`.
function withinMinimatch(segments: readonly string[]): GlobText {
  const glob = segments.join('/');
  const between = glob
    .split(/(?:^|\/)\*\*(?:\/|$)/)
    .map(segmentsIn)
    .slice(1, -1);
  const found = between.every((_, n) => n === 0 || sum(between.slice(0, n)) <= sum(between.slice(-n)));
  if (found) return { text: glob, exact: true };
  const second = segments.indexOf('**', segments.indexOf('**') + 1);
  return { text: [...segments.slice(0, second + 1), '*'].join('/'), exact: false };
}

function segmentsIn(part: string): number {
  return part === '' ? 0 : part.split('/').length;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

/**
 * Since Nx 23 a fileset without wildcards is that file or, if it is a folder, everything below it. A bracket around one
 * character (`setup[.]py`) makes it a wildcard again, and the file alone.
 */
function fileAlone({ text, exact }: GlobText): GlobText {
  const spellings = [text, text.replace(/\.(?=[^./]*$)/, '[.]'), text.replace(/\w(?=[^\w/]*$)/, '[$&]')];
  const wildcard = spellings.find((spelling) => /[*?[]/.test(spelling));
  return wildcard === undefined ? { text, exact: false } : { text: wildcard, exact };
}
