type Fetch = typeof globalThis.fetch;

/** A request to the engine, as far as its routes need it. */
export interface EngineRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  /** The whole body. Rejects with a {@link RequestError} when it is too large or takes too long. */
  readonly text: () => Promise<string>;
  /** The body as it arrives, for endpoints that pass it on; null when there is none. Read it or `text`, not both. */
  readonly stream: () => ReadableStream<Uint8Array> | null;
  /** Aborts when the client has gone. */
  readonly signal: AbortSignal;
  /** The value of a header, by its name in any case. */
  readonly header: (name: string) => string | null;
}

/** A request that is refused with this status. */
export class RequestError extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.name = "RequestError";
    this.status = status;
  }
}

/** For requests nobody can take back. */
const neverAborted = new AbortController().signal;

/** Reads what a client passes to `fetch`. */
export function readRequest(input: Parameters<Fetch>[0], init: Parameters<Fetch>[1]): EngineRequest {
  // The SDK passes text and plain headers; building a Request of them only to read it again costs more than the rest.
  const isPlain = typeof input === "string" || input instanceof URL;
  if (isPlain && (init?.body === undefined || typeof init.body === "string")) {
    const { body = "" } = init ?? {};
    const headers = new Headers(init?.headers);
    const url = typeof input === "string" ? new URL(input) : input;
    return {
      method: init?.method ?? "GET",
      path: url.pathname,
      query: url.searchParams,
      text: async () => String(body),
      stream: () => (body === "" || body === null ? null : new Response(String(body)).body),
      signal: init?.signal ?? neverAborted,
      header: (name) => headers.get(name),
    };
  }
  const request = new Request(input, init);
  const url = new URL(request.url);
  return {
    method: request.method,
    path: url.pathname,
    query: url.searchParams,
    text: () => request.text(),
    stream: () => request.body,
    signal: request.signal,
    header: (name) => request.headers.get(name),
  };
}

/** The request's body; undefined when it is not JSON. */
export async function readJson(request: EngineRequest): Promise<unknown> {
  const text = await request.text();
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
