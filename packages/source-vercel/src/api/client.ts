import { SourceError } from "@tributary/source";
import { answeredAt, boundWait, sendWithin, undocumentedAnswer } from "@tributary/source/http";
import type { z } from "zod";
import { VERCEL_API_URL, type VercelSourceConfig } from "../config.ts";
import type { VercelSourceDeps } from "../deps.ts";
import { readJson } from "./body.ts";
import { answerFailure } from "./failure.ts";

/** One request: always a GET, always of the configured team. */
export interface VercelRequest<Answer> {
  /** What is asked for, in words for messages: `the deployments`. */
  readonly what: string;
  /** Path with `{}` where `ids` go: what the budget is counted by. */
  readonly route: string;
  readonly ids?: readonly string[];
  readonly query?: Readonly<Record<string, string | number | undefined>>;
  /** What of the answer is read; fields that are not in it are dropped. */
  readonly schema: z.ZodType<Answer>;
  /** False for a request that is not about the team. */
  readonly ofTeam?: boolean;
}

/** What was answered. */
export interface VercelAnswer<Answer> {
  readonly data: Answer;
  /** Vercel's clock when it answered, in milliseconds since the epoch; this machine's when it does not say. */
  readonly answeredAt: number;
}

/** Asks Vercel; the only way this source reaches the world. */
export interface VercelClient {
  /** One request. Throws SourceError. */
  get<Answer>(request: VercelRequest<Answer>, signal: AbortSignal | undefined): Promise<VercelAnswer<Answer>>;
}

/** Makes a client of one team. */
export function createClient(config: VercelSourceConfig, deps: VercelSourceDeps): VercelClient {
  const { fetch = globalThis.fetch, now = Date.now, budget } = deps;
  const base = (config.apiUrl ?? VERCEL_API_URL).replace(/\/+$/, "");

  function addressOf<Answer>({ route, ids = [], query = {}, ofTeam = true }: VercelRequest<Answer>): string {
    const left = [...ids];
    const path = route.replaceAll("{}", () => encodeURIComponent(left.shift() ?? ""));
    const search = new URLSearchParams(ofTeam ? { teamId: config.team } : {});
    for (const [name, value] of Object.entries(query)) if (value !== undefined) search.set(name, String(value));
    return `${base}${path}${search.size === 0 ? "" : `?${search}`}`;
  }

  async function send<Answer>(request: VercelRequest<Answer>, signal: AbortSignal): Promise<VercelAnswer<Answer>> {
    const { what, route, schema } = request;
    const response = await fetch(addressOf(request), {
      headers: { accept: "application/json", authorization: `Bearer ${deps.credentials.token}` },
      // A redirect would carry the token elsewhere.
      redirect: "manual",
      signal,
    });
    budget?.note(route, response.headers, now());
    if (!response.ok) {
      // A failure's status says what it is even when its body cannot be read.
      const body = await readJson(what, response, true).catch(() => signal.throwIfAborted());
      throw answerFailure(what, response, body, now());
    }
    // Logs are long and hold no such field; everything else may hold environment variables.
    const body = await readJson(what, response, !route.endsWith("/events"));
    const parsed = schema.safeParse(body);
    if (!parsed.success) throw undocumentedAnswer({ provider: "Vercel", what }, parsed.error);
    return { data: parsed.data, answeredAt: answeredAt(response.headers, now()) };
  }

  return {
    async get(request, signal) {
      signal?.throwIfAborted();
      const { what, route } = request;
      const wait = budget?.waitFor(route, now()) ?? 0;
      if (wait > 0) {
        const message = `Vercel was not asked for ${what}: the budget of this token is used up.`;
        throw new SourceError("rate-limited", message, { retryAfterMs: boundWait(wait) });
      }
      const { timeoutMs } = deps;
      return await sendWithin({ provider: "Vercel", what, timeoutMs, signal }, (bound) => send(request, bound));
    },
  };
}
