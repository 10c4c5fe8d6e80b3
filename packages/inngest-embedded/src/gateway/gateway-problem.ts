/** Why a call to the outside gave no result; `temporary` ones are worth another attempt. The message holds no secrets. */
export class GatewayProblem extends Error {
  readonly kind: "final" | "temporary";
  /** When the other side wants to be asked again, as its header said it. */
  readonly retryAfter: string | undefined;

  constructor(kind: "final" | "temporary", message: string, retryAfter?: string) {
    super(message);
    this.name = "GatewayProblem";
    this.kind = kind;
    this.retryAfter = retryAfter;
  }
}
