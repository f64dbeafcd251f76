import type { NextStep } from '../next-step';
import { textWidth } from '../text-width';
import type { TerminalStyle } from './terminal-style';
import { wrapped } from './wrapped';

/** What to do next, as the last of what is shown: in one line where it fits; the command is never broken. */
export function nextStepLines({ sentence, command }: NextStep, { width, colors }: TerminalStyle): string[] {
  if (command === undefined) return wrapped(sentence, width);
  const line = `${sentence}: ${command}`;
  if (textWidth(line) <= width) return [`${sentence}: ${colors.bold(command)}`];
  return [...wrapped(`${sentence}:`, width), `  ${colors.bold(command)}`];
}
