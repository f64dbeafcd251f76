/** What is another one each time: the ID of a run, a date, a number with the unit behind it. */
const VARIABLE =
  /\d{4}-\d\d-\d\d(T\d\d[-:]\d\d[-:]\d\d(\.\d+)?Z?)?(-[0-9a-f]{8})?|[-+−]?\d[\d.,]*(\s?(%|ns|us|ms|s|min|h|kB|KB|MB|GB)(?![\p{L}\p{N}]))?/gu;

/** The words of a line: no numbers, units, or signs that draw a table. */
function wordsOf(line: string): readonly string[] {
  return line.replace(VARIABLE, ' ').match(/\p{L}[\p{L}\p{N}_.:-]*[\p{L}\p{N}_]|\p{L}/gu) ?? [];
}

/**
 * The lines of `shown` that `output` lacks. A line is there if the output has one with all of its words in their order,
 * behind the line before. `…` stands for what is left out, within a line or of lines.
 */
export function missingLines(shown: readonly string[], output: string): readonly string[] {
  const lines = output.split('\n').map(wordsOf);
  let from = 0;
  return shown.filter((line) => {
    const words = wordsOf(line);
    if (words.length === 0) return false;
    const at = lines.findIndex((there, index) => index >= from && hasInOrder(there, words));
    if (at !== -1) from = at + 1;
    return at === -1;
  });
}

function hasInOrder(line: readonly string[], words: readonly string[]): boolean {
  let at = 0;
  for (const word of line) if (word === words[at]) at += 1;
  return at === words.length;
}
