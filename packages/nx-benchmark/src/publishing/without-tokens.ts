/** Variables that hold what may write to a repository. */
const TOKENS = ['GITHUB_TOKEN', 'GH_TOKEN', 'GITLAB_TOKEN', 'CI_JOB_TOKEN'];

/**
 * Markdown without the tokens of the job, for what others will read: a scenario may have printed its environment. A token
 * is found where characters of it are escaped, too.
 */
export function withoutTokens(markdown: string, env: Readonly<Record<string, string | undefined>>): string {
  return TOKENS.reduce((safe, name) => {
    const token = env[name]?.trim();
    return token ? safe.replace(patternOf(token), '***') : safe;
  }, markdown);
}

function patternOf(token: string): RegExp {
  const characters = [...token].map((character) => character.replace(/\W/g, '\\$&'));
  return new RegExp(characters.join('\\\\?'), 'g');
}
