import createClient from "openapi-fetch";
import { serverLost } from "./connection.ts";
import type { paths } from "./schema.ts";

/** An answer of the console that is not 2xx, in its own words. */
export class ApiProblem extends Error {
  override readonly name = "ApiProblem";
  readonly code: string;
  readonly status: number;

  constructor(code: string, message: string, status: number) {
    super(message);
    this.code = code;
    this.status = status;
  }
}

/** Every route of the console, typed by its OpenAPI document; pass what it returns to `answer`. */
export const api = createClient<paths>({
  baseUrl: location.origin,
  fetch: async (request) => {
    try {
      return await fetch(request);
    } catch (error) {
      if (!request.signal.aborted) serverLost();
      throw error;
    }
  },
});

/** The body of a 2xx answer. Throws ApiProblem for any other, and fetch's own error when the server cannot be reached. */
export async function answer<Data>(
  asked: Promise<{ readonly data?: Data; readonly error?: unknown; readonly response: Response }>,
): Promise<Data> {
  const { data, error, response } = await asked;
  if (response.ok) return data as Data;
  const { code, message } = (error as { error?: { code?: string; message?: string } } | undefined)?.error ?? {};
  throw new ApiProblem(
    code ?? "unexpected",
    message ?? `The server answered ${response.status} ${response.statusText}`.trim(),
    response.status,
  );
}

/** An error in words for people. */
export function wordsOf(error: unknown): string {
  if (error instanceof ApiProblem) return error.message;
  if (error instanceof TypeError) return "The server cannot be reached.";
  return error instanceof Error ? error.message : String(error);
}
