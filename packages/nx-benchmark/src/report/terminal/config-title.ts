import { memoryVerdict } from '../memory-words';
import { shortened } from '../shortened';
import type { VariantReport } from '../summarize';
import { textWidth } from '../text-width';
import { signedPercent } from '../units';
import { verdictWords } from '../verdict-words';
import type { TerminalStyle } from './terminal-style';
import { verdictColor } from './verdict-color';

/** What came of a config: the verdict on its time, and after it what the other witnesses say. */
export function titleLines(variant: VariantReport, style: TerminalStyle): string[] {
  const { name, failure, verdict, memory, instructions } = variant;
  if (failure !== undefined) return [`${name}: ${verdictColor('failed', style)('failed')}`];
  const words = style.glyphs.text(verdictWords(verdict));
  const time = { text: words, color: verdictColor(words, style) };
  const grown = memory && memoryVerdict(memory);
  const others: readonly Phrase[] = [
    ...(grown === undefined ? [] : [{ text: grown, color: style.colors.red }]),
    ...(instructions === undefined
      ? []
      : [{ text: `instructions: ${signedPercent(instructions.change)}`, color: String }]),
  ];
  const phrases = others.length === 0 ? [time] : [{ ...time, text: `time: ${time.text}` }, ...others];
  const start = `${shortened(name, style.width - phrases[0]!.text.length - 3, style.glyphs.ellipsis)}: `;
  return joined(start, phrases, style.width);
}

interface Phrase {
  readonly text: string;
  readonly color: (text: string) => string;
}

/** Phrases after one another, in as many lines as the width needs: colour has none. */
function joined(start: string, phrases: readonly Phrase[], limit: number): string[] {
  const lines = [start];
  let width = textWidth(start);
  for (const [at, { text, color }] of phrases.entries()) {
    const end = at === phrases.length - 1 ? '' : ';';
    const more = text.length + end.length + (at === 0 ? 0 : 1);
    const fits = at === 0 || width + more <= limit;
    if (fits) lines[lines.length - 1] += `${at === 0 ? '' : ' '}${color(text)}${end}`;
    else lines.push(`  ${color(text)}${end}`);
    width = fits ? width + more : 2 + text.length + end.length;
  }
  return lines;
}
