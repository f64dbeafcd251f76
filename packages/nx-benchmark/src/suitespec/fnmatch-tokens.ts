/** First and last code point of a range, both included. */
export type CodePointRange = readonly [first: number, last: number];

/** One step of an fnmatch pattern. `?` is a negated set without ranges; a set may hold `/` like any other character. */
export type FnmatchToken =
  | { readonly kind: 'literal'; readonly character: string }
  | { readonly kind: 'star' }
  | { readonly kind: 'set'; readonly negated: boolean; readonly ranges: readonly CodePointRange[] };

/**
 * Reads a pattern the way CPython's `fnmatch.translate` does, its oddities included: there is no escape, an unclosed
 * `[` is literal, a reversed range is dropped, and braces or a leading `!` mean themselves. Runs of `*` become one.
 */
export function fnmatchTokens(pattern: string): readonly FnmatchToken[] {
  const characters = [...pattern];
  const tokens: FnmatchToken[] = [];
  for (let at = 0; at < characters.length; at++) {
    const character = characters[at]!;
    const close = character === '[' ? closingBracket(characters, at) : -1;
    if (close > 0) {
      tokens.push(setToken(characters.slice(at + 1, close)));
      at = close;
    } else if (character === '?') {
      tokens.push({ kind: 'set', negated: true, ranges: [] });
    } else if (character !== '*') {
      tokens.push({ kind: 'literal', character });
    } else if (tokens.at(-1)?.kind !== 'star') {
      tokens.push({ kind: 'star' });
    }
  }
  return tokens;
}

/** Index of the `]` that closes the `[` at `open`, or -1; a `]` in first place is a member. */
function closingBracket(characters: readonly string[], open: number): number {
  let from = open + 1;
  if (characters[from] === '!') from++;
  if (characters[from] === ']') from++;
  return characters.indexOf(']', from);
}

function setToken(body: readonly string[]): FnmatchToken {
  if (body[0] === '!') return { kind: 'set', negated: true, ranges: members(body.slice(1)).map(toRange) };

  const [first, ...others] = members(body);
  if (first?.[0] !== '!') return { kind: 'set', negated: false, ranges: members(body).map(toRange) };

  // CPython looks for the `!` only after it has dropped reversed ranges, so that `[b-a!x]` means `[!x]`. Where that `!`
  // began a range (`[b-a!-z]`), the hyphen and the range's end are left behind as plain members.
  const left: Member[] = first.length === 2 ? [['-'], [first[1]]] : [];
  return { kind: 'set', negated: true, ranges: [...left, ...others].map(toRange) };
}

type Member = readonly [character: string] | readonly [first: string, last: string];

function members(body: readonly string[]): readonly Member[] {
  const found: Member[] = [];
  for (let at = 0; at < body.length; at++) {
    const first = body[at]!;
    const last = body[at + 2];
    if (body[at + 1] !== '-' || last === undefined) {
      found.push([first]);
      continue;
    }
    if (first.codePointAt(0)! <= last.codePointAt(0)!) found.push([first, last]);
    at += 2;
  }
  return found;
}

function toRange(member: Member): CodePointRange {
  return [member[0].codePointAt(0)!, member.at(-1)!.codePointAt(0)!];
}
