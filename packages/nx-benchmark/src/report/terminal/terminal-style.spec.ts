import { describe, expect, it } from '@jest/globals';
import { ASCII, type Glyphs, UNICODE } from './glyphs';
import { type OutputStream, terminalStyle } from './terminal-style';

const terminal: OutputStream = { isTTY: true, columns: 100 };
const pipe: OutputStream = {};

const WIDTHS: readonly [OutputStream, number][] = [
  [pipe, 70],
  [{ columns: 200 }, 70],
  [{ isTTY: true }, 70],
  [{ isTTY: true, columns: 0 }, 70],
  [terminal, 100],
  [{ isTTY: true, columns: 30 }, 50],
  [{ isTTY: true, columns: 300 }, 120],
];

const COLOURS: readonly [OutputStream, NodeJS.ProcessEnv, boolean][] = [
  [terminal, {}, true],
  [pipe, {}, false],
  [pipe, { CI: 'true' }, false],
  [pipe, { FORCE_COLOR: '1' }, true],
  [pipe, { FORCE_COLOR: 'true' }, true],
  [pipe, { FORCE_COLOR: 'true', NX_TASK_TARGET_TARGET: 'benchmark' }, false],
  [pipe, { FORCE_COLOR: '1', NX_TASK_TARGET_TARGET: 'benchmark' }, true],
  [terminal, { FORCE_COLOR: 'true', NX_TASK_TARGET_TARGET: 'benchmark' }, true],
  [terminal, { FORCE_COLOR: '0' }, false],
  [terminal, { FORCE_COLOR: '' }, true],
  [terminal, { NO_COLOR: '1' }, false],
  [terminal, { NO_COLOR: '' }, true],
  [terminal, { NO_COLOR: '1', FORCE_COLOR: '1' }, false],
  [terminal, { TERM: 'dumb' }, false],
];

const LOCALES: readonly [NodeJS.ProcessEnv, Glyphs][] = [
  [{}, UNICODE],
  [{ LANG: 'en_GB.UTF-8' }, UNICODE],
  [{ LANG: 'C.utf8' }, UNICODE],
  [{ LC_CTYPE: 'UTF-8' }, UNICODE],
  [{ LANG: 'C' }, ASCII],
  [{ LANG: 'de_DE.ISO-8859-1' }, ASCII],
  [{ LANG: 'en_GB.UTF-8', LC_ALL: 'POSIX' }, ASCII],
  [{ LANG: 'C', LC_ALL: '' }, ASCII],
];

describe('terminalStyle', () => {
  it.each(WIDTHS)('draws for %j a width of %d', (stream, width) => {
    expect(terminalStyle(stream, {}, 'linux').width).toBe(width);
  });

  it.each(COLOURS)('colours for %j in %j: %s', (stream, env, colours) => {
    expect(terminalStyle(stream, env, 'linux').colors.isColorSupported).toBe(colours);
  });

  it.each(LOCALES)('takes in %j characters that the terminal can show', (env, glyphs) => {
    expect(terminalStyle(terminal, env, 'linux').glyphs).toBe(glyphs);
    expect(terminalStyle(terminal, env, 'win32').glyphs).toBe(UNICODE);
  });
});
