/** What a command line says about measuring, as far as the cache key has to know it. */
export interface MeasuringCommand {
  /** Whether it runs the measuring target at all. */
  readonly measures: boolean;
  /** Whether it leaves no results: a dry run, or a check. */
  readonly leavesNothing: boolean;
  /** Options of the target given on it, by name in camel case. */
  readonly options: Readonly<Record<string, string>>;
  /** The target's configuration, `local` in `span:benchmark:local`. */
  readonly configuration: string | undefined;
}

/**
 * Reads the command line of Nx: `nx run span:benchmark`, `nx benchmark span`, `nx affected -t benchmark`,
 * `nx run-many --targets=a,benchmark`. Options come as `--name=value` or `--name value`, in camel or kebab case.
 *
 * @param argv with Node and Nx at its head
 */
export function readCommandLine(argv: readonly string[], targetName: string): MeasuringCommand {
  const words = argv.slice(2);
  const tasks = words
    .map((word) => word.split(':'))
    .filter(([project, target]) => project !== undefined && target === targetName);
  const options: Record<string, string> = {};
  words.forEach((word, at) => {
    const match = /^--([A-Za-z][\w-]*)(?:=(.*))?$/.exec(word);
    const value = match?.[2] ?? words[at + 1];
    if (match !== null && value !== undefined) options[camelCase(match[1]!)] = value;
  });
  const named = words.flatMap((word) => word.replace(/^--?\w+=/, '').split(','));
  return {
    measures: tasks.length > 0 || named.includes(targetName),
    leavesNothing: words.some(
      (word, at) => /^--(check|dry-?run)(=true)?$/i.test(word) && words[at + 1] !== 'false',
    ),
    options,
    configuration: tasks[0]?.[2] ?? options.configuration ?? valueAfter(words, '-c'),
  };
}

function valueAfter(words: readonly string[], flag: string): string | undefined {
  const at = words.indexOf(flag);
  return at < 0 ? undefined : words[at + 1];
}

function camelCase(name: string): string {
  return name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
