import { VectorStoreError, type VectorStoreErrorCode } from "@tributary/vector-store";
import { PineconeError, type PineconeErrorCode } from "@tributary/vendor-pinecone";

const codes: Readonly<Record<PineconeErrorCode, VectorStoreErrorCode>> = {
  unauthorized: "invalid-input",
  "not-found": "not-found",
  conflict: "unavailable",
  "too-large": "invalid-input",
  "invalid-request": "invalid-input",
  "quota-exceeded": "out-of-space",
  "rate-limited": "rate-limited",
  unavailable: "unavailable",
  timeout: "unavailable",
};

const advice: Readonly<Partial<Record<PineconeErrorCode, string>>> = {
  unauthorized: " Check the API key and its permissions in the Pinecone console.",
  "quota-exceeded": " Raise the plan's limit in the Pinecone console, or delete what is not needed.",
  "rate-limited": " Try again later.",
  unavailable: " Try again.",
  timeout: " Try again.",
};

/** Turns what the client threw into a VectorStoreError that says what to do, and passes on one that is one already. */
export function toVectorStoreError(error: unknown): VectorStoreError {
  if (error instanceof VectorStoreError) return error;
  if (!(error instanceof PineconeError)) {
    const reason = error instanceof Error ? error.message : String(error);
    return new VectorStoreError("unavailable", `The Pinecone store failed: ${reason}`, { cause: error });
  }
  const message = `${error.message}${/[.!?]$/.test(error.message) ? "" : "."}${advice[error.code] ?? ""}`;
  if (/dimension \d+ does not match/i.test(error.message)) {
    return new VectorStoreError("dimension-mismatch", message, { cause: error });
  }
  const { retryAfterMs } = error;
  return new VectorStoreError(codes[error.code], message, {
    cause: error,
    ...(retryAfterMs !== undefined && { retryAfterMs }),
  });
}
