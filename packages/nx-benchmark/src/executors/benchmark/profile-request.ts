import { parseMemorySize } from '../../domain/memory-size';
import { UserError } from '../../domain/user-error';
import type { Plan } from '../../plan/plan';
import type { BenchmarkOptions } from './options';

const MAX_SIZE = '100m';
/** What one call of a trace takes, many times over. */
const SMALLEST = 2 ** 20;

/**
 * What the options say of traces; nothing where none are recorded.
 *
 * @throws UserError for a value that says nothing
 */
export function profileRequest(options: BenchmarkOptions): Pick<Plan, 'profile'> {
  const which = whichOf(options.profile ?? 'never');
  const { profileMaxSize = MAX_SIZE, profileMinDuration: minDuration = 0 } = options;
  const maxBytes = parseMemorySize(String(profileMaxSize));
  if (maxBytes === undefined || maxBytes < SMALLEST) {
    throw new UserError(
      `profileMaxSize is ${profileMaxSize}, which is no size from 1m on.`,
      'Write it like 100m or 1g.',
    );
  }
  if (!(minDuration >= 0) || !Number.isFinite(minDuration)) {
    throw new UserError(
      `profileMinDuration is ${minDuration}; it has to be a number of microseconds from 0 on.`,
    );
  }
  return which === 'never' ? {} : { profile: { which, maxBytes, minDuration } };
}

function whichOf(text: boolean | string): 'all' | 'regressions' | 'never' {
  switch (text) {
    case true:
    case 'true':
    case 'all':
      return 'all';
    case 'regressions':
      return 'regressions';
    case false:
    case 'false':
    case 'never':
      return 'never';
    default:
      throw new UserError(`--profile=${text} says nothing.`, 'It is all, regressions or never.');
  }
}
