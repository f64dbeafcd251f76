import { describe, expect, it } from '@jest/globals';
import { ignoreFiles } from './ignore-files';

describe('ignoreFiles', () => {
  it('takes out what matches, and says by which pattern', () => {
    const files = ['.gitlab/ci.yml', 'README.md', 'docs/a/b.rst', 'docs/index.md', 'src/a.py'];
    expect(ignoreFiles(files, ['docs/*', '*.md', 'tests/*'])).toEqual({
      files: ['.gitlab/ci.yml', 'src/a.py'],
      ignored: [
        { pattern: 'docs/*', files: ['docs/a/b.rst', 'docs/index.md'] },
        { pattern: '*.md', files: ['README.md'] },
      ],
    });
  });

  it('takes a folder out where the pattern has all of it', () => {
    expect(ignoreFiles(['docs/', 'docs/a/', 'documents/', 'src/'], ['docs/*', '*.py']).files).toEqual([
      'documents/',
      'src/',
    ]);
  });

  it('takes nothing out without a pattern', () => {
    expect(ignoreFiles(['a'], [])).toEqual({ files: ['a'], ignored: [] });
  });
});
