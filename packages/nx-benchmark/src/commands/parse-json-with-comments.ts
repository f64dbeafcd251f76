/**
 * Parses JSON that may hold comments and trailing commas, as Nx reads its own files.
 *
 * @throws SyntaxError as JSON.parse does
 */
export function parseJsonWithComments(text: string): unknown {
  const bare = text
    .replace(/^\uFEFF/, '')
    .replace(COMMENTS, (_, string?: string) => string ?? ' ')
    .replace(TRAILING_COMMAS, (_, string?: string) => string ?? '');
  return JSON.parse(bare);
}

/** A string matches first and is kept: what looks like a comment in it is none. */
const COMMENTS = /("(?:[^"\\]|\\.)*")|\/\/[^\n]*|\/\*[\s\S]*?\*\//g;

const TRAILING_COMMAS = /("(?:[^"\\]|\\.)*")|,(?=\s*[}\]])/g;
