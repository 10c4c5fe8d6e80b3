import { DatabaseError } from "@tributary/database";
import { EmbeddingError } from "@tributary/embedding";
import { isSourceError } from "@tributary/source";
import type { Problem } from "@tributary/validation";
import { VectorStoreError } from "@tributary/vector-store";
import { ServiceError } from "@tributary/vendor-http";
import { NonRetriableError, RetryAfterError } from "inngest";
import { ApiError } from "../error-answers.ts";

/**
 * Runs the body of a step and turns our errors into Inngest's: those that can pass are retried, at the provider's time
 * where it gives one, the others end the function. The error's name becomes our code, which is what survives the way
 * through steps and invoked functions. `onWait` is told, in milliseconds, how long a provider makes the work wait.
 */
export async function withRetryPolicy<T>(
  work: () => Promise<T>,
  onWait?: (milliseconds: number) => Promise<void>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const isProviders = isSourceError(error) || error instanceof EmbeddingError;
    if (isProviders && error.code === "rate-limited") await onWait?.(error.retryAfterMs ?? 0);
    throw toInngestError(error);
  }
}

function toInngestError(error: unknown): unknown {
  // What a person is refused over the API is refused here as well.
  if (error instanceof ApiError && error.status < 500) return named(new NonRetriableError(error.message), error.code);
  if (!(isSourceError(error) || isOfOurStores(error) || error instanceof ServiceError)) return error;
  const retryAfterMs = "retryAfterMs" in error ? error.retryAfterMs : undefined;
  // A full disk does not empty itself: the sync ends and says so, and the next one goes on from there.
  const final = !error.retryable || error.code === "out-of-space";
  const mapped = final
    ? new NonRetriableError(error.message, { cause: error })
    : retryAfterMs !== undefined
      ? new RetryAfterError(error.message, retryAfterMs, { cause: error })
      : new Error(error.message, { cause: error });
  // Of two that refuse a key, only one is a source: who mends it has to look elsewhere.
  const isKeyOfEmbedder = error instanceof EmbeddingError && error.code === "unauthorized";
  return named(mapped, isKeyOfEmbedder ? "embedder-unauthorized" : error.code);
}

function named(error: Error, name: string): Error {
  error.name = name;
  return error;
}

function isOfOurStores(error: unknown): error is VectorStoreError | DatabaseError | EmbeddingError {
  return error instanceof VectorStoreError || error instanceof DatabaseError || error instanceof EmbeddingError;
}

// Names of errors that carry no code of ours.
const plainNames = new Set(["Error", "TypeError", "RangeError", "StepError", "NonRetriableError", "RetryAfterError"]);

/** What a failed function shows: the code its error carried through Inngest, and its message. */
export function problemOf(error: { readonly name: string; readonly message: string }): Problem {
  return {
    code: plainNames.has(error.name) ? "internal" : error.name,
    message: error.message || "The sync failed without saying why.",
  };
}
