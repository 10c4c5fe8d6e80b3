type Fetch = typeof globalThis.fetch;

/** A request to the engine, as far as its routes need it. */
export interface EngineRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly text: () => Promise<string>;
  /** The value of a header, by its name in any case. */
  readonly header: (name: string) => string | null;
}

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
    header: (name) => request.headers.get(name),
  };
}

/** The request's body; undefined when it is not JSON. */
export async function readJson(request: EngineRequest): Promise<unknown> {
  try {
    return JSON.parse(await request.text());
  } catch {
    return undefined;
  }
}
