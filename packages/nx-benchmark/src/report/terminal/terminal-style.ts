import pc from 'picocolors';
import { ASCII, type Glyphs, UNICODE } from './glyphs';

/** All that the terminal form depends on besides the report. */
export interface TerminalStyle {
  /** Columns that a line has at most; only commands, which are to be copied, and single long words may have more. */
  readonly width: number;
  readonly glyphs: Glyphs;
  readonly colors: ReturnType<typeof pc.createColors>;
}

/** Nx shows an executor's output in a pane of 71 columns. */
const USUAL_WIDTH = 70;
/** A narrower terminal has to wrap: a name, a verdict and an interval take this much. */
const NARROWEST = 50;
/** Further apart the ends of a line are hard to bring together. */
const WIDEST = 120;

/** As in a file: nothing depends on who reads it. */
export const PLAIN_STYLE: TerminalStyle = {
  width: USUAL_WIDTH,
  glyphs: UNICODE,
  colors: pc.createColors(false),
};

/** A file is read by who knows what; without one it is the terminal. */
export function styleFor(file: string | undefined): TerminalStyle {
  return file === undefined ? terminalStyle() : PLAIN_STYLE;
}

/** A stream as far as the style depends on it. */
export interface OutputStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
}

/** The style for what is written to `stream`: plain where that is no terminal, unless the environment wants it otherwise. */
export function terminalStyle(
  stream: OutputStream = process.stdout,
  env: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
): TerminalStyle {
  const columns = (stream.isTTY && stream.columns) || USUAL_WIDTH;
  return {
    width: Math.min(Math.max(columns, NARROWEST), WIDEST),
    glyphs: speaksUtf8(env, platform) ? UNICODE : ASCII,
    colors: pc.createColors(wantsColor(stream, env)),
  };
}

/**
 * https://no-color.org, and https://force-color.org with Node's own 0 for "no". Nx sets FORCE_COLOR to "true" for every
 * task whose user said nothing, also where its own output goes into a pipe; its terminal reaches the task as one.
 */
function wantsColor({ isTTY = false }: OutputStream, env: NodeJS.ProcessEnv): boolean {
  if (env.NO_COLOR) return false;
  const byNx = env.NX_TASK_TARGET_TARGET !== undefined && env.FORCE_COLOR === 'true';
  if (env.FORCE_COLOR && !byNx) return env.FORCE_COLOR !== '0' && env.FORCE_COLOR !== 'false';
  return isTTY && env.TERM !== 'dumb';
}

/**
 * By the variables that name the locale, the first that is set. Where none is, as in most containers and CI jobs, the
 * terminal behind is one of today. Windows has no such variables, and Node writes to its console in Unicode.
 */
function speaksUtf8(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): boolean {
  const locale = env.LC_ALL || env.LC_CTYPE || env.LANG;
  return platform === 'win32' || !locale || /utf-?8/i.test(locale);
}
