import { VectorStoreError, type VectorStoreErrorCode, vectorStoreErrorCodes } from "@tributary/vector-store";

/** An error on its way between processes. */
export interface WireError {
  readonly name: string;
  readonly message: string;
  readonly code?: string;
  readonly retryAfterMs?: number;
}

/** Takes what the other process needs to act on an error; the stack stays where it was thrown. */
export function toWireError(error: unknown): WireError {
  if (!(error instanceof Error)) return { name: "Error", message: String(error) };
  const { name, message } = error;
  const code = "code" in error && typeof error.code === "string" ? error.code : undefined;
  const retryAfterMs = error instanceof VectorStoreError ? error.retryAfterMs : undefined;
  return { name, message, ...(code !== undefined && { code }), ...(retryAfterMs !== undefined && { retryAfterMs }) };
}

/** Makes the error again, as the class that callers look for. */
export function fromWireError({ name, message, code, retryAfterMs }: WireError): Error {
  if (name === "VectorStoreError" && code !== undefined && code in vectorStoreErrorCodes) {
    return new VectorStoreError(code as VectorStoreErrorCode, message, {
      ...(retryAfterMs !== undefined && { retryAfterMs }),
    });
  }
  return Object.assign(new Error(message), { name, ...(code !== undefined && { code }) });
}
