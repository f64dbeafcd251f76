import type { TerminalStyle } from './terminal-style';

/** The colour of a verdict in words, long or not. */
export function verdictColor(words: string, { colors }: TerminalStyle): (text: string) => string {
  if (/^(regression \(minor\)|inconclusive)/.test(words)) return colors.yellow;
  if (/^(regression|failed|machine not usable)/.test(words)) return colors.red;
  return words.startsWith('improvement') ? colors.green : String;
}
