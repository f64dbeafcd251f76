import { expect, it } from '@jest/globals';
import { withoutTokens } from './without-tokens';

const TOKEN = 'ghs_a+b.C';

it('takes out every token of the job, also as Markdown writes it', () => {
  const env = { GITHUB_TOKEN: TOKEN, GITLAB_TOKEN: 'glpat-1', OTHER: 'kept' };
  const text = `${TOKEN}\nghs\\_a+b.C and glpat-1, kept; ghsXa+b.C`;
  expect(withoutTokens(text, env)).toBe('***\n*** and ***, kept; ghsXa+b.C');
});

it('takes out nothing where there is no token', () => {
  expect(withoutTokens('as it is', { GITHUB_TOKEN: '', GITLAB_TOKEN: ' ', GH_TOKEN: undefined })).toBe(
    'as it is',
  );
});
