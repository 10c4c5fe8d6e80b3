import type { Readable } from "node:stream";

/** What a route answers. */
export interface Answer<Body = unknown> {
  readonly status: number;
  /** JSON unless it is bytes, a text or a stream. */
  readonly body: Body;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A body that is sent as it is. */
export interface RawBody {
  readonly raw: string | Uint8Array | Readable;
  readonly contentType: string;
}

/** Answers 200 with JSON. */
export function ok<Body>(body: Body, headers: Readonly<Record<string, string>> = {}): Answer<Body> {
  return { status: 200, body, headers };
}

/** An error as GitHub's API answers it. */
export class GitHubError extends Error {
  override readonly name = "GitHubError";
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(
    status: number,
    message: string,
    options: { headers?: Readonly<Record<string, string>>; details?: Readonly<Record<string, unknown>> } = {},
  ) {
    super(message);
    this.status = status;
    this.headers = options.headers ?? {};
    this.details = options.details ?? {};
  }
}

/** The 404 that also hides what a token may not see. */
export function notFound(): GitHubError {
  return new GitHubError(404, "Not Found");
}

/** Whether a body is to be sent as it is. */
export function isRawBody(body: unknown): body is RawBody {
  return typeof body === "object" && body !== null && "raw" in body && "contentType" in body;
}
