import { randomUUID } from 'node:crypto';
import { redact } from '../domain/redact';
import type { EventSink } from '../domain/run-event';
import { UserError } from '../domain/user-error';
import type { Session } from '../engine/engine';
import { killedWords } from '../engine/killed-words';
import { runCommand } from '../engine/run-command';
import { explainPipFailure } from './explain-pip-failure';
import { lostIndex } from './lost-index';

/** pip of the tools layer, working in a session with the network's settings. */
export interface Pip {
  /**
   * Runs `pip ARGUMENTS…`; its lines become log events.
   *
   * @param what what is being done, for the error message: `install the baseline`
   * @param onLine told each line, without passwords
   * @throws UserError with the cause and a remedy when pip fails
   */
  run(arguments_: readonly string[], what: string, onLine?: (line: string) => void): Promise<void>;
}

const FLAGS = ['--disable-pip-version-check', '--no-input', '--no-color'];

/**
 * @param env the network's settings
 * @param left settings of the host that do not hold here, each as a sentence: perhaps why pip fails
 */
export function pipIn(
  session: Session,
  env: Readonly<Record<string, string>>,
  events: EventSink,
  left: readonly string[] = [],
): Pip {
  const pip = async (arguments_: readonly string[], settings = env, onLine?: (line: string) => void) => {
    // Why a page of the index was of no use stands nowhere but in the log, to which pip appends: each call has its own.
    const log = `${session.work}/pip-${randomUUID()}.log`;
    const command = [
      `${session.folders.tools}/bin/python`,
      '-m',
      'pip',
      ...FLAGS,
      '--log',
      log,
      ...arguments_,
    ];
    const result = await runCommand(session, command, {
      env: { PIP_ROOT_USER_ACTION: 'ignore', ...settings },
      ...(onLine === undefined ? {} : { onLine }),
    });
    return { ...result, log };
  };
  return {
    async run(arguments_, what, onLine = () => undefined) {
      const { code, stdout, stderr, log } = await pip(arguments_, env, (line) => {
        onLine(redact(line));
        if (line.trim() !== '') events({ kind: 'log', source: 'pip', line: redact(line.trim()) });
      });
      if (code === 0) return;
      const output = redact(`${stdout}\n${stderr}`).trim();
      const logged = (await runCommand(session, ['cat', log])).stdout;
      const failure = explainPipFailure(`${output}\n${redact(logged)}`);
      const lost = await lostIndex(logged, env, async (url, page) => {
        const ask = ['download', '--no-deps', '--dest', session.work, page];
        const asked = await pip(ask, {
          ...env,
          PIP_INDEX_URL: url,
          PIP_EXTRA_INDEX_URL: '',
          PIP_FIND_LINKS: '',
        });
        return (await runCommand(session, ['cat', asked.log])).stdout;
      });
      const killed = code === 137 || /Killed signal terminated|<Signals.SIGKILL: 9>/.test(output);
      const end = killed ? KILLED(killedWords(session)) : undefined;
      const { cause, remedy } = end ?? lost ?? failure ?? UNKNOWN(code);
      const last = output.split('\n').slice(-12).join('\n');
      throw new UserError(
        `Could not ${what}: ${cause}.\n${last}`,
        [remedy, ...left.map((sentence) => `${redact(sentence)}.`)].join(' '),
      );
    },
  };
}

const UNKNOWN = (code: number) => ({
  cause: `pip ended with exit status ${code}`,
  remedy: 'The lines above are pip’s own words.',
});

const KILLED = (words: string) => ({
  cause: 'a process of the build was killed',
  remedy: `It was ${words}.`,
});
