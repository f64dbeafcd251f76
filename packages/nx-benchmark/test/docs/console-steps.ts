import type { CodeBlock, Place } from './page-parts';

/** A command of a session that a page shows, and what it is to say. */
export interface ConsoleStep extends Place {
  readonly command: string;
  /** Exit status; the page says so where it is another than 0: `# exit status 1`. */
  readonly status: number;
  /** Lines of its output, as the page shows them; none where it shows none. */
  readonly shown: readonly string[];
}

/** The commands of a block of the language `console`: lines with `$ `, and below each its output. */
export function consoleSteps({ page, line, lines }: CodeBlock): readonly ConsoleStep[] {
  const steps: (ConsoleStep & { readonly shown: string[] })[] = [];
  for (const [at, text] of lines.entries()) {
    if (!text.startsWith('$ ')) {
      steps.at(-1)?.shown.push(text);
      continue;
    }
    const [command = '', comment = ''] = text.slice(2).split(/ +# /);
    const status = Number(/exit status (\d+)/.exec(comment)?.[1] ?? 0);
    steps.push({ page, line: line + at, command, status, shown: [] });
  }
  return steps;
}
