/** Parameters of a URL that say by their name that they let somebody in. */
const SECRET_PARAMETER =
  /([?&][^=&\s]*(?:token|key|secret|sig|signature|passw|auth|credential)[^=&\s]*=)[^&\s#'"]+/gi;

/**
 * Text without the user names, passwords and tokens of the URLs in it: `https://***@index.example/simple`. For all that is
 * shown or kept; the text that is used stays as it is.
 */
export function redact(text: string): string {
  // Up to the last at-sign before the path: a password may hold one that nobody escaped.
  return text
    .replace(/\b([a-z][a-z0-9+.-]*:\/\/)[^\s/?#'"]*@/gi, '$1***@')
    .replace(SECRET_PARAMETER, '$1***');
}
