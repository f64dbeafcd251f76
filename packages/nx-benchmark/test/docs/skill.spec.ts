import { posix } from 'node:path';
import { expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { files } from '../../package.json';
import { markdownPages } from './markdown-pages';

const skills = markdownPages().filter(({ path }) => posix.basename(path) === 'SKILL.md');

it('there is a skill, and it is published', () => {
  expect(skills).not.toEqual([]);
  expect(files).toContain('skills');
});

it.each(skills)('$path has the name of its folder, and says in short when it is of use', ({ path, text }) => {
  const [, frontMatter = ''] = /^---\n([\s\S]*?)\n---\n/.exec(text) ?? [];
  const { name, description } = parse(frontMatter) as { name: string; description: string };
  expect(name).toBe(posix.basename(posix.dirname(path)));
  // What those who read skills take.
  expect(name).toMatch(/^[a-z0-9-]{1,64}$/);
  expect(description.length).toBeLessThanOrEqual(1024);
  expect(description).toContain('Use it');
});
