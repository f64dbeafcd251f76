import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { REPOSITORY } from '../nx';
import { filesBelow } from './files-below';
import { markdownPages } from './markdown-pages';
import { type CodeBlock, pageParts } from './page-parts';
import { isPrinted, sourceTexts } from './printed-texts';

const isCode = (path: string) => /(?<!\.spec)\.(ts|py|json|cjs)$/.test(path);

describe('messages', () => {
  it('that a page shows are those of the code', () => {
    const blocks = markdownPages()
      .flatMap((page) => pageParts(page).blocks)
      .filter(({ language }) => language === 'output');
    expect(blocks.length).toBeGreaterThan(5);
    const texts = sourceTexts();
    const unknown = blocks.flatMap(partsOf).filter(({ text }) => !isPrinted(text, texts));
    expect(unknown.map(({ place, text }) => `${place}: ${text}`)).toEqual([]);
  });

  it('name pages that exist', () => {
    const named = ['src', 'harness', 'bin'].flatMap((folder) =>
      filesBelow(join(REPOSITORY, 'packages/nx-benchmark', folder), isCode).flatMap((file) =>
        [...readFileSync(file, 'utf8').matchAll(/docs\/[\w-]+\.md/g)].map(([page]) => page),
      ),
    );
    expect(named).toContain('docs/base-image.md');
    expect(named.filter((page) => !existsSync(join(REPOSITORY, page)))).toEqual([]);
  });
});

/** What stands between the omissions of each message, without the word that says how it is meant. */
function partsOf({ page, line, lines }: CodeBlock) {
  return lines.flatMap((text, at) =>
    text
      .replace(/^(error|hint|caution): /, '')
      .split('…')
      .filter((part) => /\p{L}/u.test(part))
      .map((part) => ({ place: `${page}:${line + at}`, text: part })),
  );
}
