/** Whole numbers from 0 up to, not including, `below`; the same ones for the same seed (mulberry32). */
export type Random = (below: number) => number;

/** A generator for tests that have to find the same failure again. */
export function seededRandom(seed: number): Random {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/** The characters of patterns and of paths. */
export interface Alphabet {
  readonly pattern: readonly string[];
  readonly path: readonly string[];
}

/** What suitespecs are made of. */
export const ORDINARY: Alphabet = {
  pattern: [
    'a',
    'a',
    'b',
    '.',
    '_',
    '/',
    '/',
    '*',
    '*',
    '*',
    '?',
    '[ab]',
    '[!a]',
    '[a-c]',
    '[!a-c]',
    '[.-0]',
  ],
  path: ['a', 'a', 'b', 'b', 'c', '.', '_', '0', '/', '/'],
};

/** Everything that means something to one matcher or another, and characters of two and of four bytes. */
export const HOSTILE: Alphabet = {
  pattern: [...'ab!-]][[*?^\\/.{},&~|()+@#zZ-!é😀', '[', ']', '[!', '[]'],
  path: [...'ab!-][^\\/.{}&~|()+@#,zZ-é😀'],
};

/** Up to `most` elements of the alphabet. */
export function word(random: Random, alphabet: readonly string[], most: number): string {
  return Array.from({ length: 1 + random(most) }, () => alphabet[random(alphabet.length)]!).join('');
}

/** A path with a fair chance to match `pattern`: its wildcards filled in. */
export function pathLike(random: Random, pattern: string, { path }: Alphabet): string {
  return pattern
    .replaceAll('*', () => (random(4) > 0 ? word(random, path, 3) : ''))
    .replaceAll('?', () => path[random(path.length)]!)
    .replaceAll(/\[(!?)([^\]]+)\]/g, (_, not: string, members: string) => {
      const choice = not === '' ? [...members] : path;
      return choice[random(choice.length)]!;
    });
}

/** Whether Nx could know a file of this name: no empty, `.` or `..` segment. */
export function isFilePath(path: string): boolean {
  return path.split('/').every((segment) => segment !== '' && segment !== '.' && segment !== '..');
}
