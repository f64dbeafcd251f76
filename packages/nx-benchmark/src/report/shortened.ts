import { isPlain, textWidth } from './text-width';

/**
 * Text that takes at most `width` columns: what is too long loses its middle, since names of one family begin alike and
 * those of files end alike. Wide characters count as two columns and stay whole.
 *
 * @param ellipsis one column wide, takes the place of what is left out
 */
export function shortened(text: string, width: number, ellipsis = '…'): string {
  if (textWidth(text) <= width) return text;
  const characters = charactersOf(text);
  const head = taken(characters, Math.floor((width - 1) / 3));
  const tail = taken(characters.toReversed(), width - 1 - textWidth(head.join(''))).toReversed();
  return [...head, ellipsis, ...tail].join('');
}

let graphemes: Intl.Segmenter | undefined;

/** As a reader counts them. Making a segmenter takes longer than a whole table, and most text is plain ASCII. */
function charactersOf(text: string): readonly string[] {
  if (isPlain(text)) return [...text];
  graphemes ??= new Intl.Segmenter(undefined, { granularity: 'grapheme' });
  return Array.from(graphemes.segment(text), ({ segment }) => segment);
}

/** As many characters from the start as fit into `width` columns. */
function taken(characters: readonly string[], width: number): readonly string[] {
  let used = 0;
  const end = characters.findIndex((character) => {
    used += textWidth(character);
    return used > width;
  });
  return end < 0 ? characters : characters.slice(0, end);
}
