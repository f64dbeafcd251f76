import { appendFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { withHostLock } from '../host-lock';
import { lockPlace } from '../lock-place';

/**
 * A process that wants a lock, for tests: `contender.ts PLACE NAME TURNS FILE`. It appends `begin PID` and `end PID` to
 * the file in each of its turns, and says whom it waits for. With `forever` for TURNS it says `holds` and keeps the
 * lock as long as its standard input is open; with `asleep` it waits for nothing that could wake it.
 *
 * PLACE: `default`, or a folder for a socket file.
 */
async function main([place, name, turns, file]: string[]): Promise<void> {
  const where = place === 'default' ? lockPlace(name!) : lockPlace(name!, 'darwin', '20.20.2', place);
  const once = (work: () => Promise<void>) =>
    withHostLock(
      name!,
      { pid: process.pid, what: `contender ${process.pid}`, since: new Date().toISOString() },
      (by) => say(`waits for ${by.what}`),
      work,
      undefined,
      where,
    );
  if (turns === 'forever' || turns === 'asleep') {
    if (turns === 'forever') process.stdin.resume();
    await once(async () => {
      say('holds');
      await new Promise(() => undefined);
    });
  }
  for (let turn = 0; turn < Number(turns); turn++) {
    await once(async () => {
      appendFileSync(file!, `begin ${process.pid}\n`);
      await pause(Math.random() * 3);
      appendFileSync(file!, `end ${process.pid}\n`);
    });
  }
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

void main(process.argv.slice(2));
