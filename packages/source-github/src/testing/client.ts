import type { FakeGitHub } from "./fake-github.ts";

/** An answer, read. */
export interface ClientAnswer {
  readonly status: number;
  readonly headers: Headers;
  /** Parsed where it is JSON, its text otherwise. */
  readonly body: unknown;
}

/** A plain client of the fake: what a test sends without a source. */
export interface FakeClient {
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<ClientAnswer>;
  post(path: string, body?: unknown): Promise<ClientAnswer>;
  graphql(query: string, variables?: Readonly<Record<string, unknown>>): Promise<ClientAnswer>;
}

/** Makes a client that signs in with a token, or with nothing; it follows no redirection. */
export function createFakeClient(fake: FakeGitHub, token?: string): FakeClient {
  const authorization: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` };

  async function request(
    method: string,
    path: string,
    more: Readonly<Record<string, string>>,
    body?: string,
  ): Promise<ClientAnswer> {
    const headers = { ...authorization, ...more };
    const response = await fetch(fake.url + path, {
      method,
      headers,
      redirect: "manual",
      ...(body !== undefined && { body }),
    });
    const text = await response.text();
    const isJson = response.headers.get("content-type")?.startsWith("application/json") === true;
    return {
      status: response.status,
      headers: response.headers,
      body: isJson && text !== "" ? (JSON.parse(text) as unknown) : text,
    };
  }

  return {
    get: (path, headers = {}) => request("GET", path, headers),
    post: (path, body) => request("POST", path, {}, body === undefined ? "" : JSON.stringify(body)),
    graphql: (query, variables = {}) => request("POST", "/graphql", {}, JSON.stringify({ query, variables })),
  };
}
