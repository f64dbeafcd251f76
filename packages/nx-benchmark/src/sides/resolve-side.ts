import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Requirement } from '../domain/requirement';
import type { EventSink } from '../domain/run-event';
import type { Side } from '../domain/side';
import { UserError } from '../domain/user-error';
import type { KeptLayer, Session } from '../engine/engine';
import { putFiles } from '../engine/put-files';
import { runCommand } from '../engine/run-command';
import { contentKey } from './content-key';
import type { Pip } from './pip';
import { readSourceTree } from './source-tree';

/** What a side installs, down to the bytes: a version of the index, or a wheel. */
export type ResolvedSide =
  | { readonly kind: 'index'; readonly name: string; readonly install: string }
  | { readonly kind: 'wheel'; readonly name: string; readonly file: string; readonly content: Buffer };

/** A session to install in, opened at the first need: a pinned version needs none. */
export interface InstallPlace {
  readonly tools: KeptLayer;
  readonly events: EventSink;
  /** Folder of this machine that keeps what is built or asked once. */
  readonly cache: string;
  /** All tasks of a run mean the same by "the newest": what one of them was told holds for the others. */
  readonly runId: string;
  open(): Promise<{ session: Session; pip: Pip }>;
}

/** Fixes what a requirement means today: the newest version that fits a specifier, the wheel of a source tree. */
export async function resolveSide(
  side: Side,
  requirement: Requirement,
  place: InstallPlace,
): Promise<ResolvedSide> {
  switch (requirement.kind) {
    case 'wheel':
      return wheel(basename(requirement.path), readFileSync(requirement.path));
    case 'directory':
      return buildWheel(side, requirement.path, place);
    case 'index':
      if (requirement.pinned !== undefined) {
        return { kind: 'index', name: requirement.name, install: requirement.text };
      }
      return newestThatFits(side, requirement.name, requirement.text, place);
  }
}

async function newestThatFits(
  side: Side,
  name: string,
  text: string,
  place: InstallPlace,
): Promise<ResolvedSide> {
  const remembered = join(
    place.cache,
    'resolved',
    contentKey([place.runId, place.tools.key, text]).slice(0, 16),
  );
  if (existsSync(remembered)) return { kind: 'index', name, install: readFileSync(remembered, 'utf8') };
  place.events({ kind: 'step', text: `asking the index which version ${text} means` });
  const { session, pip } = await place.open();
  const report = `${session.work}/report-${side}.json`;
  await pip.run(
    ['install', '--dry-run', '--ignore-installed', '--no-deps', '--report', report, text],
    `find a version for the ${side} (${text})`,
  );
  const { stdout } = await runCommand(session, ['cat', report]);
  const [found] = (JSON.parse(stdout) as { install: { metadata: { version: string } }[] }).install;
  if (found === undefined) throw new UserError(`pip found nothing to install for the ${side} (${text}).`);
  const extras = /\[[^\]]*\]/.exec(text)?.[0] ?? '';
  const install = `${name}${extras}==${found.metadata.version}`;
  mkdirSync(dirname(remembered), { recursive: true });
  writeFileSync(remembered, install);
  return { kind: 'index', name, install };
}

/** Builds a source tree once: its wheel is kept under the hash of every file and of the tools that build it. */
async function buildWheel(side: Side, folder: string, place: InstallPlace): Promise<ResolvedSide> {
  const files = readSourceTree(folder);
  const parts = files.flatMap(({ path, content, executable }) => [path, executable ? 'x' : '-', content]);
  const key = contentKey(['wheel 1', place.tools.key, ...parts]);
  const kept = join(place.cache, 'wheels', key.slice(0, 16));
  if (!existsSync(kept)) {
    place.events({
      kind: 'step',
      text: `building the ${side}'s wheel from ${folder} (${files.length} files)`,
    });
    const start = Date.now();
    const { session, pip } = await place.open();
    const [source, output] = [`${session.work}/source-${side}`, `${session.work}/wheel-${side}`];
    await runCommand(session, ['mkdir', '-p', source, output]);
    await putFiles(session, source, files);
    await pip.run(['wheel', '--no-deps', '--wheel-dir', output, source], `build the ${side} from ${folder}`);
    await keepWheel(session, output, kept);
    place.events({ kind: 'step-done', text: `the ${side}'s wheel`, seconds: (Date.now() - start) / 1000 });
  }
  const file = readdirSync(kept).find((name) => name.endsWith('.whl'))!;
  return wheel(file, readFileSync(join(kept, file)));
}

const READ_WHEEL = `
import base64, glob, os, sys
for path in glob.glob(os.path.join(sys.argv[1], "*.whl")):
    print(os.path.basename(path), base64.b64encode(open(path, "rb").read()).decode())
`;

/** The folder takes its final name only when the wheel is whole in it. */
async function keepWheel(session: Session, output: string, kept: string): Promise<void> {
  const { stdout } = await runCommand(session, [session.python, '-c', READ_WHEEL, output]);
  const [file, encoded] = stdout.split(' ');
  if (!file || !encoded) throw new UserError('pip ended well and made no wheel.');
  const unfinished = `${kept}.${process.pid}`;
  mkdirSync(unfinished, { recursive: true });
  writeFileSync(join(unfinished, file), Buffer.from(encoded, 'base64'));
  renameSync(unfinished, kept);
}

/** @param file name of the wheel: PEP 427 puts the distribution first, and pip installs no wheel of another name */
function wheel(file: string, content: Buffer): ResolvedSide {
  return { kind: 'wheel', name: file.split('-')[0]!, file, content };
}
