/** What went wrong, for code that has to react; the message says what to do. */
export type EmbeddedInngestErrorCode =
  | "invalid-option"
  | "invalid-config"
  | "storage"
  | "locked"
  | "newer-schema"
  | "not-found"
  | "refused"
  | "unreachable"
  | "listen"
  | "stopped";

/** The only error class the engine throws at its callers. */
export class EmbeddedInngestError extends Error {
  readonly code: EmbeddedInngestErrorCode;

  constructor(code: EmbeddedInngestErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = "EmbeddedInngestError";
    this.code = code;
  }
}

/** The message of anything thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
