/** The characters that an interval and its axis are drawn with, each one column wide. */
export interface Glyphs {
  readonly zero: string;
  readonly margin: string;
  readonly bar: string;
  /** A bar over 0 or over the margin. */
  readonly crossing: string;
  readonly low: string;
  readonly high: string;
  readonly estimate: string;
  /** An interval that goes on beyond the axis. */
  readonly below: string;
  readonly above: string;
  /** In the place of what a shortened name lacks. */
  readonly ellipsis: string;
  /** Of a line of heights, from the lowest to the highest. */
  readonly blocks: string;
  /** Text as the terminal can show it. */
  readonly text: (raw: string) => string;
}

/** Arrows that no font shows as emoji, which are two columns wide. */
export const UNICODE: Glyphs = {
  zero: '│',
  margin: '┊',
  bar: '─',
  crossing: '┼',
  low: '├',
  high: '┤',
  estimate: '●',
  below: '◄',
  above: '►',
  ellipsis: '…',
  blocks: '▁▂▃▄▅▆▇█',
  text: String,
};

/** Names in other letters stay as they are: they are the user's. */
export const ASCII: Glyphs = {
  zero: '|',
  margin: ':',
  bar: '-',
  crossing: '+',
  low: '[',
  high: ']',
  estimate: 'o',
  below: '<',
  above: '>',
  ellipsis: '~',
  blocks: '_.-=+*#@',
  text: (raw) => raw.replace(/[±→…’]/g, (character) => IN_ASCII[character]!),
};

/** What our own sentences use beyond ASCII. */
const IN_ASCII: Readonly<Record<string, string>> = { '±': '+/-', '→': '->', '…': '...', '’': "'" };
