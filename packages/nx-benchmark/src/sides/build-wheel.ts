import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { BuildSettings } from '../domain/build-settings';
import { redact } from '../domain/redact';
import type { EventSink } from '../domain/run-event';
import type { Side } from '../domain/side';
import { UserError } from '../domain/user-error';
import type { Session } from '../engine/engine';
import { putFiles } from '../engine/put-files';
import { runCommand } from '../engine/run-command';
import { unfinishedPath } from '../files/unfinished';
import { withHostLock } from '../lock/host-lock';
import { buildEnvironment } from './build-environment';
import type { BuildPlace } from './build-place';
import { contentKey } from './content-key';
import type { Pip } from './pip';
import type { Source } from './source';

/** What a wheel is built with. */
export interface WheelBuilder {
  readonly place: BuildPlace;
  readonly settings: BuildSettings;
  /** Folder of this machine that keeps wheels. */
  readonly cache: string;
  readonly events: EventSink;
  /** A session to build in, with the network of installs. */
  open(): Promise<{ readonly session: Session; pip(env: Readonly<Record<string, string>>): Pip }>;
  /** Keeps what the build said, whether it succeeded or not; returns where. */
  keepLog(side: Side, text: string): string;
}

/** A wheel on this machine. */
export interface BuiltWheel {
  readonly file: string;
  readonly content: Buffer;
}

const RECIPE = 'wheel 2';
const LOG = 'build.log';

/**
 * Builds the wheel of a source once: it is kept under the hash of the source, of the toolchain and of the build's
 * settings. Another process that builds the same is waited for; an unfinished build is never found.
 *
 * @throws UserError with the end of the build's own words where it fails
 */
export async function buildWheel(side: Side, source: Source, builder: WheelBuilder): Promise<BuiltWheel> {
  const { place, settings, cache, events } = builder;
  const env = Object.entries(settings.env)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flat();
  const key = contentKey([RECIPE, place.layer.key, source.key, ...env]);
  const kept = join(cache, 'wheels', key.slice(0, 16));
  const holder = {
    pid: process.pid,
    what: `building ${source.description}`,
    since: new Date().toISOString(),
  };
  const waiting = ({ pid }: { readonly pid: number }) =>
    events({ kind: 'step', text: `waiting for process ${pid}, which builds the same wheel` });
  return withHostLock(kept, holder, waiting, async () => {
    if (!existsSync(kept)) await build(side, source, builder, kept);
    const now = new Date();
    // When it was last used, for those who clean up.
    utimesSync(kept, now, now);
    builder.keepLog(side, readFileSync(join(kept, LOG), 'utf8'));
    const file = readdirSync(kept).find((name) => name.endsWith('.whl'))!;
    return { file, content: readFileSync(join(kept, file)) };
  });
}

async function build(side: Side, source: Source, builder: WheelBuilder, kept: string): Promise<void> {
  const { settings, events, place } = builder;
  const start = Date.now();
  const files = await source.read();
  events({
    kind: 'step',
    text: `building the ${side}'s wheel from ${redact(source.description)} (${files.length} ${files.length === 1 ? 'file' : 'files'})`,
  });
  const { session, pip } = await builder.open();
  const [from, output] = [`${session.scratch}/source-${side}`, `${session.scratch}/wheel-${side}`];
  await runCommand(session, ['mkdir', '-p', from, output]);
  await putFiles(session, from, files);
  const env = await buildEnvironment(session, settings, files, source.origin);
  const log = [
    `source      ${redact(source.description)}`,
    `built in    ${place.description}`,
    ...Object.entries(env).map(
      ([name, value]) => `variable    ${name}=${name in settings.env ? '(set by buildEnv)' : value}`,
    ),
    '',
  ];
  try {
    const arguments_ = [
      'wheel',
      '--verbose',
      '--no-deps',
      '--no-cache-dir',
      '--wheel-dir',
      output,
      `${from}/${source.target}`,
    ];
    await pip({ ...env, TMPDIR: session.scratch }).run(
      arguments_,
      `build the ${side} from ${redact(source.description)}`,
      (line) => log.push(line),
    );
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const file = builder.keepLog(side, `${log.join('\n')}\n`);
    throw new UserError(error.message, `${error.hint ?? ''} The whole log: ${file}`.trim(), { cause: error });
  }
  await keep(session, output, kept, log);
  await runCommand(session, ['rm', '-rf', from, output]);
  events({ kind: 'step-done', text: `the ${side}'s wheel`, seconds: (Date.now() - start) / 1000 });
}

const READ_WHEEL = `
import base64, glob, os, sys
for path in glob.glob(os.path.join(sys.argv[1], "*.whl")):
    print(os.path.basename(path), base64.b64encode(open(path, "rb").read()).decode())
`;

/** The folder takes its final name only when the wheel is whole in it. */
async function keep(session: Session, output: string, kept: string, log: readonly string[]): Promise<void> {
  const { stdout } = await runCommand(session, [session.python, '-c', READ_WHEEL, output]);
  const [file, encoded] = stdout.split(' ');
  if (!file || !encoded) throw new UserError('pip ended well and made no wheel.');
  const unfinished = unfinishedPath(kept);
  mkdirSync(unfinished, { recursive: true });
  writeFileSync(join(unfinished, file), Buffer.from(encoded, 'base64'));
  writeFileSync(join(unfinished, LOG), `${log.join('\n')}\n`);
  renameSync(unfinished, kept);
}
