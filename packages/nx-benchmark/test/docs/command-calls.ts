import type { CodeBlock, PageParts, Place } from './page-parts';

/** A call of Nx, of the package's command or of a tool of the repository, as a page shows it. */
export interface CommandCall extends Place {
  /** `nx`, `nx-benchmark`, or the path of a tool: `tools/test-all`. */
  readonly program: string;
  /** What stands behind it, without quotes. */
  readonly words: readonly string[];
}

/** What is read for commands: what is printed, or written in another language, may look like one and is none. */
const LANGUAGES = ['sh', 'bash', 'console', 'yaml'];

const CALL =
  /(?<![\w./=-])(nx(?=(?: run| run-many| affected| show) )|nx-benchmark(?= [a-z])|tools\/[\w./-]+)([^|&;<>\n]*)/g;

/** The calls in the code of a page. */
export function commandCalls({ blocks, spans }: PageParts): readonly CommandCall[] {
  const lines = blocks.filter(({ language }) => LANGUAGES.includes(language)).flatMap(linesOf);
  return [...lines, ...spans].flatMap(({ page, line, text }) =>
    [...text.replace(/ # .*/, '').matchAll(CALL)].map(([, program, rest]) => ({
      page,
      line,
      program: program!,
      words: shellWords(rest!),
    })),
  );
}

/** Of a session only what is typed. */
function linesOf({ page, line, language, lines }: CodeBlock) {
  return lines
    .map((text, at) => ({ page, line: line + at, text }))
    .filter(({ text }) => language !== 'console' || text.startsWith('$ '));
}

/** As a shell splits them. What holds `…` is left out: it stands for something else each time. */
function shellWords(text: string): readonly string[] {
  return [...text.matchAll(/(?:[^\s"']+|"[^"]*"|'[^']*')+/g)]
    .map(([word]) => word.replaceAll(/["']/g, ''))
    .filter((word) => word !== '' && !word.includes('…'));
}
