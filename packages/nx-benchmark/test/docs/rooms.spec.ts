import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { REPOSITORY } from '../nx';
import { markdownPage } from './markdown-pages';

/** They wire rooms, and the page says so beside the table. */
const EDGES = ['bin', 'commands', 'executors'];

it('docs/architecture.md tells of each room what lives there', () => {
  const folders = readdirSync(join(REPOSITORY, 'packages/nx-benchmark/src'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !EDGES.includes(entry.name))
    .map(({ name }) => name);
  const { text } = markdownPage('docs/architecture.md');
  const told = [...text.matchAll(/^\| `(\w+)\/` \|/gm)].map(([, room]) => room);
  expect(told.sort()).toEqual(folders.sort());
});
