import { isSourceError, SourceError } from "@tributary/source";
import { answeredAt, boundWait, readJson, sendWithin } from "@tributary/source/http";
import { z } from "zod";
import { LINEAR_API_URL, type LinearSourceConfig } from "../config.ts";
import { authorization } from "../credentials.ts";
import type { LinearSourceDeps } from "../deps.ts";
import { answerFailure, errorSchema } from "./failure.ts";

/**
 * Largest answer read, in bytes: queries are at most 10,000 points, of texts of at most some hundred kilobytes each. What
 * is larger is not an answer of Linear's.
 */
const BODY_MAX_BYTES = 64 * 1024 * 1024;

/** One query: its operation's name and variables, and what goes between its braces. */
export interface LinearQuery {
  readonly name: string;
  /** Variables as declared: `$id: String!`. */
  readonly declares?: string;
  readonly selection: string;
  readonly variables?: Readonly<Record<string, unknown>>;
}

/** What was answered. */
export interface LinearAnswer {
  readonly data: Readonly<Record<string, unknown>>;
  /** Linear's clock when it answered, in milliseconds since the epoch; this machine's when it does not say. */
  readonly answeredAt: number;
}

/** Asks Linear; the only way this source reaches the world. */
export interface LinearClient {
  /** One request. Throws SourceError; errors beside data are a failure, never half an answer. */
  query(query: LinearQuery, signal: AbortSignal | undefined): Promise<LinearAnswer>;
}

const envelopeSchema = z.object({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z.array(errorSchema).optional(),
});

const organizationSchema = z.object({ urlKey: z.string(), previousUrlKeys: z.array(z.string()) });

/** Makes a client of one workspace. */
export function createClient(config: LinearSourceConfig, deps: LinearSourceDeps): LinearClient {
  const { fetch = globalThis.fetch, now = Date.now, budget } = deps;
  const url = config.apiUrl ?? LINEAR_API_URL;

  async function send(query: LinearQuery, signal: AbortSignal): Promise<LinearAnswer> {
    const { name, declares, selection, variables = {} } = query;
    // Every query says which workspace answers: ids of one must never be looked for in another.
    const text = `query ${name}${declares === undefined ? "" : `(${declares})`} { organization { urlKey previousUrlKeys } ${selection} }`;
    const response = await fetch(url, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        accept: "application/json",
        authorization: authorization(deps.credentials),
      },
      body: JSON.stringify({ query: text, variables }),
      // A redirect would carry the credentials elsewhere.
      redirect: "manual",
      signal,
    });
    budget?.note(name, response.headers, now());
    const isJson = /json\b/i.test(response.headers.get("content-type") ?? "");
    if (!response.ok && !isJson) {
      await response.body?.cancel();
      throw answerFailure(name, response, [], now());
    }
    const expected = { provider: "Linear", what: name, maxBytes: BODY_MAX_BYTES };
    const body = envelopeSchema.safeParse(
      await readJson(response, expected).catch((error: unknown) => rethrowUnless(response, error)),
    );
    const { errors = [], data = null } = body.success ? body.data : {};
    if (!response.ok || errors.length > 0) throw answerFailure(name, response, errors, now());
    if (data === null) throw new SourceError("invalid-response", `Linear's answer to ${name} holds no data.`);
    checkWorkspace(config, data.organization);
    return { data, answeredAt: answeredAt(response.headers, now()) };
  }

  return {
    async query(query, signal) {
      signal?.throwIfAborted();
      const wait = budget?.waitFor(query.name, now()) ?? 0;
      if (wait > 0) {
        const message = `Linear was not asked for ${query.name}: the budget of this credential is used up.`;
        throw new SourceError("rate-limited", message, { retryAfterMs: boundWait(wait) });
      }
      const { timeoutMs } = deps;
      return await sendWithin({ provider: "Linear", what: query.name, timeoutMs, signal }, (bound) =>
        send(query, bound),
      );
    },
  };
}

/** A failure's status says what it is even when its body cannot be read. */
function rethrowUnless(response: Response, error: unknown): object {
  if (response.ok || !isSourceError(error)) throw error;
  return {};
}

function checkWorkspace({ workspace }: LinearSourceConfig, value: unknown): void {
  const parsed = organizationSchema.safeParse(value);
  if (!parsed.success)
    throw new SourceError("invalid-response", "Linear's answer does not say which workspace it is of.");
  const { urlKey, previousUrlKeys } = parsed.data;
  if (urlKey === workspace || previousUrlKeys.includes(workspace)) return;
  throw new SourceError(
    "invalid-config",
    `The credentials are of the workspace ${urlKey}, not of ${workspace}: give those of ${workspace}, or change the configuration.`,
    { setting: ["config", "workspace"] },
  );
}
