import type { FetchResult, PullPage, PullRequest, Source, SourceDefinition, SourceErrorCode } from "@tributary/source";
import { isSourceError, SourceError } from "@tributary/source";
import type { DocumentReference } from "@tributary/validation";
import { z } from "zod";

/** Where the service of the tests is said to be; nothing listens there. */
export const SERVICE = "https://items.example";

const pageSchema = z.object({
  items: z.array(z.object({ name: z.string(), version: z.number(), deleted: z.boolean() })),
  time: z.number(),
  next: z.string().nullable(),
});
const itemSchema = z.object({ name: z.string(), version: z.number(), text: z.string() });
const cursorSchema = z.strictObject({ since: z.number().nullable(), until: z.number(), after: z.string().nullable() });
const configSchema = z.strictObject({
  name: z.string().min(1).meta({ title: "Name", description: "Which items to read." }),
});
const credentialsSchema = z.strictObject({
  token: z.string().min(1).meta({ title: "Token", description: "Any text.", writeOnly: true }),
});

type Fetch = typeof globalThis.fetch;

/** A source over HTTP, as small as one can be: what the suite must suit besides files and memory. */
export const httpSource: SourceDefinition<z.infer<typeof configSchema>, z.infer<typeof credentialsSchema>> = {
  specVersion: "v1",
  id: "http",
  title: "HTTP",
  about: { summary: "Items of a service over HTTP.", signIn: ["Give any token."] },
  configSchema,
  credentialsSchema,
  key: ({ name }) => name,
  create: ({ name }, { credentials, fetch = globalThis.fetch }) =>
    createHttpSource(name, credentials.token, fetch, 5_000),
};

/** Makes one; `timeoutMs` bounds every request. */
export function createHttpSource(scope: string, token: string, fetch: Fetch, timeoutMs: number): Source {
  const idOf = (name: string) => `http:${scope}:item:${name}`;
  const headers = { authorization: `Bearer ${token}` };

  async function get<Value>(path: string, schema: z.ZodType<Value>, signal: AbortSignal | undefined): Promise<Value> {
    const bound = AbortSignal.any([AbortSignal.timeout(timeoutMs), ...(signal ? [signal] : [])]);
    const what = `GET ${path}`;
    try {
      const response = await fetch(`${SERVICE}${path}`, { headers, signal: bound });
      if (!response.ok) throw refusal(what, response);
      const text = await response.text();
      const parsed = schema.safeParse(parseJson(text));
      if (!parsed.success) throw new SourceError("invalid-response", `${what} did not answer with what was asked for.`);
      return parsed.data;
    } catch (error) {
      signal?.throwIfAborted();
      if (isSourceError(error)) throw error;
      const code = bound.aborted ? "timeout" : "unavailable";
      throw new SourceError(code, `${what} came to no end: ${code}.`, { cause: error });
    }
  }

  async function pull({ mode, cursor, signal }: PullRequest): Promise<PullPage> {
    const last = cursor === null ? null : parseCursor(cursor);
    const going = last !== null && last.after !== null;
    const since = going || mode === "incremental" ? (last?.since ?? null) : null;
    const query = new URLSearchParams({ since: String(since ?? ""), after: last?.after ?? "" });
    const page = await get(`/items?${query}`, pageSchema, signal);
    const until = going ? last.until : page.time;
    const next = page.next === null ? { since: until, until, after: null } : { since, until, after: page.next };
    return {
      changes: page.items.map(({ name, version, deleted }) =>
        deleted
          ? { type: "delete", id: idOf(name) }
          : { type: "reference", reference: { id: idOf(name), version: String(version), type: "item", locator: name } },
      ),
      cursor: JSON.stringify(next),
      hasMore: page.next !== null,
      ...(page.next === null && since === null && { complete: true as const }),
    };
  }

  async function fetchOne({ id, locator }: DocumentReference, signal: AbortSignal | undefined): Promise<FetchResult> {
    if (typeof locator !== "string") return { type: "gone", id };
    try {
      const item = await get(`/items/${encodeURIComponent(locator)}`, itemSchema, signal);
      const { name: title, text: content } = item;
      const version = String(item.version);
      const document = { id, source: "http", type: "item", title, content, format: "text", version } as const;
      return { type: "document", document };
    } catch (error) {
      if (!isSourceError(error)) throw error;
      if (error.code === "not-found") return { type: "gone", id };
      if (error.code === "invalid-response") return { type: "failed", id, error };
      throw error;
    }
  }

  return {
    pull,
    async validate(signal) {
      const { name } = await get("/account", z.object({ name: z.string() }), signal);
      return { name, capabilities: [{ name: "items", available: true }] };
    },
    async *fetch(references, signal) {
      for (const reference of references) {
        signal?.throwIfAborted();
        yield await fetchOne(reference, signal);
      }
    },
  };
}

const codes: Readonly<Record<number, SourceErrorCode>> = {
  401: "unauthorized",
  403: "forbidden",
  404: "not-found",
  408: "timeout",
  410: "cursor-expired",
  429: "rate-limited",
};

function refusal(what: string, response: Response): SourceError {
  const retryAfterMs = Number(response.headers.get("retry-after") ?? "60") * 1_000;
  const code = codes[response.status] ?? "unavailable";
  const options = code === "rate-limited" ? { retryAfterMs } : {};
  return new SourceError(code, `${what} was answered with status ${response.status}.`, options);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function parseCursor(cursor: string): z.infer<typeof cursorSchema> {
  const parsed = cursorSchema.safeParse(parseJson(cursor));
  if (!parsed.success) throw new SourceError("cursor-expired", "The cursor is not one of this source.");
  return parsed.data;
}
