/** An error whose message is meant for the person who caused it: shown as it is, without a stack. */
export class UserError extends Error {
  override readonly name = "UserError";
  readonly code: string;

  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
