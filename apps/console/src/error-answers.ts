import { DatabaseError } from "@tributary/database";
import { EmbeddingError } from "@tributary/embedding";
import { SearchError } from "@tributary/search";
import { isSourceError } from "@tributary/source";
import { VectorStoreError } from "@tributary/vector-store";
import type { Context } from "hono";
import { HTTPException } from "hono/http-exception";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { Logger } from "pino";
import type { z } from "zod";
import { UserError } from "./errors.ts";

/** An answer that is an error: status, code to act on, sentence to read. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  readonly status: ContentfulStatusCode;
  readonly code: string;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: ContentfulStatusCode,
    code: string,
    message: string,
    options: { readonly headers?: Readonly<Record<string, string>> } = {},
  ) {
    super(message);
    this.status = status;
    this.code = code;
    this.headers = options.headers ?? {};
  }
}

/** 404 for things another workspace has and things nobody has, alike. */
export function notFound(what: string, id: string): ApiError {
  return new ApiError(404, "not-found", `There is no ${what} ${id}.`);
}

/** Turns whatever a route threw into an answer; what nobody foresaw is logged and answered without its details. */
export function answerError(error: Error, context: Context, logger: Logger): Response {
  const answer = (status: ContentfulStatusCode, code: string, message: string) =>
    context.json({ error: { code, message } }, status);
  if (error instanceof ApiError) {
    for (const [name, value] of Object.entries(error.headers)) context.header(name, value);
    return answer(error.status, error.code, error.message);
  }
  if (error instanceof SearchError || error instanceof UserError) return answer(400, error.code, error.message);
  if (isSourceError(error) || error instanceof EmbeddingError) {
    return answer(error.retryable ? 503 : 422, error.code, error.message);
  }
  if (error instanceof VectorStoreError || error instanceof DatabaseError) {
    logger.error({ error }, "a store failed");
    return answer(503, error.code, error.message);
  }
  if (error instanceof HTTPException) return answer(error.status, "invalid-request", error.message);
  logger.error({ error }, "a request failed");
  return answer(500, "internal", "Something went wrong here; the server's log says what.");
}

/** Answers a request that does not fit its route's schema with everything that is wrong. */
export function answerInvalid(
  result: { readonly success: true } | { readonly success: false; readonly error: z.core.$ZodError },
  context: Context,
): Response | undefined {
  if (result.success) return undefined;
  const issues = result.error.issues.map((issue) => `${issue.path.join(".") || "body"}: ${issue.message}`);
  return context.json({ error: { code: "invalid-request", message: `${issues.join("; ")}.` } }, 400);
}

/** Answers a path no route serves. */
export function answerNotFound(context: Context): Response {
  const message = `${context.req.method} ${context.req.path} is not served: GET /openapi.json lists what is.`;
  return context.json({ error: { code: "not-found", message } }, 404);
}

/** Answers a body that is larger than any the API takes. */
export function answerTooLarge(context: Context): Response {
  return context.json({ error: { code: "too-large", message: "The request body is larger than 256 kB." } }, 413);
}
