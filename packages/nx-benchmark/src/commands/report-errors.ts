import { UserError } from '../domain/user-error';

/**
 * The edge where errors end: expected trouble is printed once, with its hint, and fails the target; a bug is thrown on
 * with its stack.
 */
export async function reportErrors(
  run: () => Promise<{ success: boolean }>,
  print: (line: string) => void = (line) => process.stderr.write(`${line}\n`),
): Promise<{ success: boolean }> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    print(`error: ${error.message}`);
    if (error.hint !== undefined) print(`hint: ${error.hint}`);
    return { success: false };
  }
}
