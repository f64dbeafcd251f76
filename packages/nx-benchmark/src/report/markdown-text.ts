/** Text that Markdown shows as it is, in a table as well. */
export function markdownText(raw: string): string {
  return raw.replace(/[\\`*_~[\]<>|#]/g, (character) =>
    character === '<' ? '&lt;' : character === '>' ? '&gt;' : `\\${character}`,
  );
}

/** What is shown when it is asked for. */
export function markdownFold(summary: string, body: string): string {
  return `<details>\n<summary>${markdownText(summary)}</summary>\n\n${body}\n\n</details>`;
}

/**
 * Quantities for a cell of a table: pages are narrow, and a line may end before an interval or a deviation, but not between a
 * number and its unit.
 */
export function markdownQuantities(text: string): string {
  return text.replace(/ (?![[±])/g, '\u00a0');
}
