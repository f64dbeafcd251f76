import { redact } from '../domain/redact';
import type { PerSide, Side } from '../domain/side';
import { UserError } from '../domain/user-error';
import type { Session } from '../engine/engine';
import { putFiles } from '../engine/put-files';
import { runCommand } from '../engine/run-command';
import { type InstalledSide, normalized } from './installed-side';
import type { ResolvedSide } from './resolve-side';
import { sidePythons } from './side-folders';

const RECORD = 'installed.json';

const LIST_PACKAGES = `
import json, sys
from importlib.metadata import distributions
print(json.dumps({d.metadata["Name"]: d.version for d in distributions()}, sort_keys=True))
`;

/** Every distribution of a side with its version, as `pip freeze` would list them. */
export async function readPackages(session: Session, side: Side): Promise<Readonly<Record<string, string>>> {
  const { stdout } = await runCommand(session, [sidePythons(session.folders)[side], '-c', LIST_PACKAGES]);
  return JSON.parse(stdout) as Record<string, string>;
}

const IS_NATIVE = `
import sys
from importlib.metadata import PackageNotFoundError, distribution
try:
    print("Root-Is-Purelib: false" in (distribution(sys.argv[1]).read_text("WHEEL") or ""))
except PackageNotFoundError:
    print(False)
`;

async function isNative(session: Session, side: Side, name: string): Promise<boolean> {
  const { stdout } = await runCommand(session, [sidePythons(session.folders)[side], '-c', IS_NATIVE, name]);
  return stdout.trim() === 'True';
}

/** Leaves the record of what was installed beside it, where every later session finds it. */
export async function recordInstalled(session: Session, resolved: PerSide<ResolvedSide>): Promise<void> {
  const sides = {
    baseline: await installedSide(session, 'baseline', resolved.baseline),
    candidate: await installedSide(
      session,
      'candidate',
      resolved.candidate.kind === 'none' ? resolved.baseline : resolved.candidate,
    ),
  };
  const content = JSON.stringify(sides, null, 1);
  await putFiles(session, session.folders.sides, [{ path: RECORD, content }]);
}

/** Reads what an environment holds, in any session opened on it. */
export async function readInstalled(session: Session): Promise<PerSide<InstalledSide>> {
  const { code, stdout, stderr } = await runCommand(session, ['cat', `${session.folders.sides}/${RECORD}`]);
  if (code !== 0) throw new UserError(`The environment of both sides cannot be read: ${stderr}`);
  return JSON.parse(stdout) as PerSide<InstalledSide>;
}

async function installedSide(session: Session, side: Side, resolved: ResolvedSide): Promise<InstalledSide> {
  if (resolved.kind === 'none') throw new UserError('There is no baseline to record.');
  const packages = await readPackages(session, side);
  const name = Object.keys(packages).find((name) => normalized(name) === normalized(resolved.name));
  return {
    name: name ?? resolved.name,
    version: name === undefined ? 'unknown' : packages[name]!,
    installed: redact(resolved.kind === 'index' ? resolved.install : resolved.file),
    packages,
    native: await isNative(session, side, name ?? resolved.name),
  };
}
