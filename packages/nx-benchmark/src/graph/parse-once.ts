/** Turns the text of a file into what it says; `file` names it, relative to the workspace. */
export type Parser<Parsed> = (text: string, file: string) => Parsed;

/**
 * The parser, made to read no text twice: Nx asks for the graph after a change of any file, mostly of another one. It
 * keeps the newest text of each file with what it said, for as long as the process lives.
 */
export function parseOnce<Parsed>(parse: Parser<Parsed>): Parser<Parsed> {
  const newest = new Map<string, { readonly text: string; readonly parsed: Parsed }>();
  return (text, file) => {
    const known = newest.get(file);
    if (known?.text === text) return known.parsed;
    const parsed = parse(text, file);
    newest.set(file, { text, parsed });
    return parsed;
  };
}
