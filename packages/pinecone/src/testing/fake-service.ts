import { setTimeout } from "node:timers/promises";
import { createFakeControlPlane } from "./fake-control-plane.ts";
import { answerDataPlane } from "./fake-data-plane.ts";
import { FakeApiError, refuse } from "./fake-error.ts";
import type { FakeFaults } from "./fake-faults.ts";
import type { FakeIndex, FakeSettings } from "./fake-index.ts";
import type { FakeRequest } from "./fake-request.ts";

/** An HTTP request, before anything of it is checked. */
export interface FakeMessage {
  readonly method: string;
  readonly url: URL;
  readonly headers: Headers;
  readonly body: Buffer;
}

/** An HTTP answer; null when the connection breaks instead. */
export type FakeReply = {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly text: string;
} | null;

/** One request the fake got. */
export interface FakeRequestNote {
  readonly method: string;
  readonly path: string;
  readonly index: string | null;
  /** The namespace it named; null where it named none. */
  readonly namespace: string | null;
  readonly bytes: number;
  /** How many records an upsert held, 0 for other requests. */
  readonly records: number;
  /** 0 when the connection broke. */
  readonly status: number;
}

/** What the service is made of. */
export interface FakeServiceOptions extends FakeSettings {
  readonly apiKey: string;
  readonly readyDelayMs: number;
  readonly indexes: Map<string, FakeIndex>;
  readonly faults: FakeFaults;
  readonly note: (request: FakeRequestNote) => void;
  /** Address of the control plane; each index answers under a path of it. */
  readonly url: () => string;
}

const apiVersion = "2026-07";

/** Answers any request as Pinecone would: key and version checked, faults first, errors in each plane's own words. */
export function createFakeService(options: FakeServiceOptions): (message: FakeMessage) => Promise<FakeReply> {
  const { apiKey, indexes, faults, limits, note } = options;
  const controlPlane = createFakeControlPlane(indexes, {
    ...options,
    hostOf: (name) => `${options.url()}/hosts/${name}`,
  });

  function authorize({ headers, body }: FakeMessage): void {
    if (headers.get("api-key") !== apiKey) throw new FakeApiError(401, "Invalid API Key");
    if (headers.get("x-pinecone-api-version") !== apiVersion) {
      throw refuse(`X-Pinecone-API-Version must be ${apiVersion}`);
    }
    if (body.length <= limits.requestBytes) return;
    throw refuse(
      `Request size ${body.length} bytes exceeds the maximum supported size of ${limits.requestBytes} bytes`,
    );
  }

  function answer(indexName: string | null, request: FakeRequest, half: boolean): FakeReply {
    if (indexName === null) {
      if (!/^\/indexes(\/[^/]+)?$/.test(request.path)) {
        throw new FakeApiError(404, `The fake does not know ${request.path}`);
      }
      const { status, body } = controlPlane(request);
      return reply(status, body);
    }
    const index = indexes.get(indexName);
    if (index === undefined) throw new FakeApiError(404, `Index ${indexName} not found`);
    const { body, written, indexed } = answerDataPlane(index, request, limits, half);
    if (half) throw new FakeApiError(500, "Internal server error");
    return reply(200, body, {
      ...(written !== undefined && { "x-pinecone-request-lsn": String(written) }),
      ...(indexed !== undefined && { "x-pinecone-max-indexed-lsn": String(indexed) }),
    });
  }

  return async (message) => {
    const { method, url, body } = message;
    const [, indexName = null, dataPath = ""] = /^\/hosts\/([^/]+)(\/.*)$/.exec(url.pathname) ?? [];
    const path = indexName === null ? url.pathname : dataPath;
    const fault = faults.take(path, indexName);
    if (fault?.delayMs !== undefined) await setTimeout(fault.delayMs, undefined, { ref: false });
    let parsed: unknown;
    let result: FakeReply = null;
    try {
      authorize(message);
      parsed = body.length === 0 ? undefined : parse(body);
      if (fault?.status !== undefined) {
        result = errorReply(indexName, fault.status, fault.message ?? "injected", fault.headers);
      } else if (fault?.drop !== "before") {
        const request = { method, path, query: url.searchParams, body: parsed };
        result = answer(indexName, request, fault?.halfWritten === true);
      }
    } catch (error) {
      if (!(error instanceof FakeApiError)) throw error;
      result = errorReply(indexName, error.status, error.message);
    }
    if (fault?.drop !== undefined) result = null;
    const details = noteOf(parsed, url.searchParams);
    note({ method, path, index: indexName, bytes: body.length, status: result?.status ?? 0, ...details });
    return result;
  };
}

function reply(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): FakeReply {
  return { status, headers: { "content-type": "application/json", ...headers }, text: JSON.stringify(body) };
}

/** The control plane and the data plane word their errors differently. */
function errorReply(
  index: string | null,
  status: number,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): FakeReply {
  const body = index === null ? { status, error: { code: "FAKE", message } } : { code: status, message, details: [] };
  return reply(status, body, headers);
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString("utf8"));
  } catch {
    throw refuse("the body is no JSON");
  }
}

function noteOf(body: unknown, query: URLSearchParams): Pick<FakeRequestNote, "namespace" | "records"> {
  const { namespace, vectors } = (body ?? {}) as { readonly namespace?: unknown; readonly vectors?: unknown };
  return {
    namespace: typeof namespace === "string" ? namespace : query.get("namespace"),
    records: Array.isArray(vectors) ? vectors.length : 0,
  };
}
