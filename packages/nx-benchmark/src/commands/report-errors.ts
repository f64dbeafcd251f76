import { redact } from '../domain/redact';
import { UserError } from '../domain/user-error';
import { diskFull } from './disk-full';

/**
 * The edge where errors end: expected trouble is printed once, with its hint, and fails the target; a bug is thrown on
 * with its stack. Whatever the message quotes, no password in a URL gets out.
 */
export async function reportErrors(
  run: () => Promise<{ success: boolean }>,
  print: (line: string) => void = (line) => process.stderr.write(`${line}\n`),
): Promise<{ success: boolean }> {
  try {
    return await run();
  } catch (error) {
    const expected = diskFull(error) ?? error;
    if (!(expected instanceof UserError)) throw error;
    print(redact(`error: ${expected.message}`));
    if (expected.hint !== undefined) print(redact(`hint: ${expected.hint}`));
    return { success: false };
  }
}
