import { describe, expect, it } from '@jest/globals';
import { textColumns } from './text-columns';

describe('textColumns', () => {
  it('is as wide as the widest cell, whatever its colour and its letters', () => {
    const red = (text: string) => `\u001b[31m${text}\u001b[39m`;
    expect(
      textColumns(
        [
          ['name', 'verdict'],
          [red('ab'), 'x'],
          ['漢字字', 'y'],
        ],
        { gap: 2 },
      ),
    ).toEqual(['name    verdict', `${red('ab')}      x`, '漢字字  y']);
  });

  it('goes on below a cell of several lines, and ends no line with blanks', () => {
    const rows = [
      ['moved', 'one\ntwo'],
      ['', ''],
    ];
    expect(textColumns(rows, { indent: 2, gap: 1 })).toEqual(['  moved one', '        two', '']);
  });
});
