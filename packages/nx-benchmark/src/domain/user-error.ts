/**
 * Expected trouble: bad input, an absent engine, a failing scenario. The edge prints `message` and `hint` once and
 * fails the target; anything else that is thrown is a bug and keeps its stack.
 */
export class UserError extends Error {
  /**
   * @param message what is wrong and where, one sentence
   * @param hint what the user can do about it
   */
  constructor(
    message: string,
    readonly hint?: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'UserError';
  }
}
