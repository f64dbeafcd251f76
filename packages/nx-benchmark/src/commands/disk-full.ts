import { UserError } from '../domain/user-error';

/**
 * A full disk as expected trouble, wherever it shows: where this process writes, or in the words of an engine.
 *
 * @returns undefined for any other error
 */
export function diskFull(error: unknown): UserError | undefined {
  // Anything may be thrown.
  const { code, message } = (error ?? {}) as Partial<NodeJS.ErrnoException>;
  if (typeof message !== 'string') return undefined;
  // What pip says stands below, with a cause and a remedy above it.
  const [sentence = ''] = message.split('\n');
  if (code !== 'ENOSPC' && !/no space left on device/i.test(sentence)) return undefined;
  return new UserError(
    `The disk is full: ${sentence.replace(/\.$/, '')}.`,
    'Make room: nx run benchmarks:prune --dryRun says what can go. Finished rounds are kept.',
    { cause: error },
  );
}
