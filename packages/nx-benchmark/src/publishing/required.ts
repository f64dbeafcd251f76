import { UserError } from '../domain/user-error';

/** The value of a variable. @throws UserError naming it */
export function required(
  env: Readonly<Record<string, string | undefined>>,
  name: string,
  hint?: string,
): string {
  const value = env[name];
  if (value !== undefined && value !== '') return value;
  throw new UserError(`The variable ${name} is not set.`, hint);
}
