import { EmbeddingError, type EmbeddingErrorCode } from "./error.ts";

/** What the errors of providers' clients have in common. */
interface ProviderError extends Error {
  readonly code: keyof typeof codes;
  readonly retryAfterMs: number | undefined;
}

const codes = {
  unauthorized: ["unauthorized", " Check the API key."],
  "not-found": ["model-not-found", " Choose a model the provider has; documents are then indexed again."],
  "invalid-request": ["invalid-request", ""],
  "quota-exceeded": ["quota-exceeded", " Raise the account's limit or wait for its next period."],
  "invalid-response": ["invalid-response", ""],
  "rate-limited": ["rate-limited", ""],
  unavailable: ["unavailable", ""],
  timeout: ["timeout", ""],
} as const satisfies Record<string, readonly [EmbeddingErrorCode, string]>;

/** The error as this package throws it; anything that is no error of a provider's client stays what it is. */
export function fromProvider(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof EmbeddingError) return error;
  const known = codes[(error as Partial<ProviderError>).code ?? ("" as "timeout")];
  if (known === undefined) return error;
  const { retryAfterMs } = error as ProviderError;
  const [code, hint] = known;
  const options = { cause: error, ...(retryAfterMs !== undefined && { retryAfterMs }) };
  const ended = hint === "" || /[.!?]$/.test(error.message) ? error.message : `${error.message}.`;
  return new EmbeddingError(code, `${ended}${hint}`, options);
}
