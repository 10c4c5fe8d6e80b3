/** One request as the fake saw it: never its headers, which carry credentials. */
export interface LoggedRequest {
  readonly method: string;
  /** Path and query, without the enterprise prefix. */
  readonly path: string;
  /** The endpoint's template, `/graphql`, or null when nothing serves it. */
  readonly endpoint: string | null;
  /** `api` counts against limits, `archive` is the server that gives tarballs. */
  readonly server: "api" | "archive";
  readonly status: number;
  /** Bytes of the answer's body. */
  readonly bytes: number;
  /** Points it took of the hourly budget. */
  readonly cost: number;
  readonly milliseconds: number;
  /** The name of the GraphQL operation, when it has one. */
  readonly operation?: string;
}

/** Every request so far, in the order of their answers. */
export interface RequestLog {
  readonly requests: readonly LoggedRequest[];
  add(request: LoggedRequest): void;
  /** How many requests reached the API, or this endpoint of it (`GET /repos/{owner}/{repo}`). */
  count(endpoint?: string): number;
  /** How often each endpoint was called, by `METHOD template`. */
  counts(): Readonly<Record<string, number>>;
  clear(): void;
}

/** Makes an empty log. */
export function createRequestLog(): RequestLog {
  let requests: LoggedRequest[] = [];
  const name = (request: LoggedRequest) => `${request.method} ${request.endpoint ?? request.path}`;
  return {
    get requests() {
      return requests;
    },
    add(request) {
      requests.push(request);
    },
    count: (endpoint) =>
      requests.filter((one) => (endpoint === undefined ? one.server === "api" : name(one) === endpoint)).length,
    counts() {
      const counts: Record<string, number> = {};
      for (const one of requests) counts[name(one)] = (counts[name(one)] ?? 0) + 1;
      return counts;
    },
    clear() {
      requests = [];
    },
  };
}
