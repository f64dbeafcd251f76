import type { VariantFailure } from '../results/manifest';

/** The message of a scenario that failed: what ended how, and the last of what it said. */
export function failureText(scenario: string, { variant, side, reason, output }: VariantFailure): string {
  const said = output.trim() === '' ? 'It printed nothing.' : `Its last lines:\n${lastLines(output)}`;
  return `error: ${scenario}, config ${variant}, ${side}: the process ${reason}. ${said}`;
}

function lastLines(output: string): string {
  return output
    .trimEnd()
    .split('\n')
    .slice(-20)
    .map((line) => `  ${line}`)
    .join('\n');
}
