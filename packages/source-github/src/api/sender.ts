import { Octokit } from "@octokit/rest";
import { z } from "zod";
import type { Question } from "./answers.ts";
import type { AnswerHeaders } from "./rate-limit.ts";

/**
 * The REST API version asked for: the one in force when no version is named, supported for at least 24 months after a
 * newer one (docs.github.com/rest/about-the-rest-api/api-versions).
 */
const API_VERSION = "2022-11-28";

/** An answer as it came, whatever its status. */
export interface RawAnswer {
  readonly status: number;
  readonly url: string;
  readonly headers: AnswerHeaders;
  /** Null for refusals, whose body has been read. */
  readonly body: ReadableStream<Uint8Array> | null;
  /** What a refusal says in words; empty when nothing. */
  readonly message: string;
}

/** Sends one request; rejects with what fetch threw when there is no answer. */
export type Sender = (question: Question, authorization: string | null, signal: AbortSignal) => Promise<RawAnswer>;

const refusalSchema = z.object({
  status: z.number(),
  response: z.object({
    url: z.string(),
    headers: z.record(z.string(), z.union([z.string(), z.number(), z.undefined()])),
    data: z.unknown().optional(),
  }),
});

const messageSchema = z.object({ message: z.string() });

/** Makes a sender on Octokit, without its retries, its parsing and its following of redirections. */
export function createSender(baseUrl: string, fetch: typeof globalThis.fetch | undefined): Sender {
  const silent = () => {};
  const octokit = new Octokit({
    baseUrl,
    userAgent: "tributary-source-github",
    log: { debug: silent, info: silent, warn: silent, error: silent },
    request: { ...(fetch !== undefined && { fetch }) },
  });

  return async ({ route, parameters, headers }, authorization, signal) => {
    try {
      const answer = await octokit.request(route, {
        ...parameters,
        headers: {
          "x-github-api-version": API_VERSION,
          ...headers,
          ...(authorization !== null && { authorization }),
        },
        request: { redirect: "manual", parseSuccessResponseBody: false, signal },
      });
      const body: unknown = answer.data;
      return {
        status: answer.status,
        url: answer.url || baseUrl,
        headers: answer.headers,
        body: body instanceof ReadableStream ? body : null,
        message: "",
      };
    } catch (error) {
      const refusal = refusalSchema.safeParse(error);
      // Octokit wraps what fetch threw; its own error holds the request and with it the credentials.
      if (!refusal.success) throw error instanceof Error ? (error.cause ?? error) : error;
      const { url, data, headers: answered } = refusal.data.response;
      return {
        status: refusal.data.status,
        url: url || baseUrl,
        headers: answered,
        body: null,
        message: messageOf(data),
      };
    }
  };
}

function messageOf(data: unknown): string {
  const parsed = messageSchema.safeParse(data);
  return parsed.success ? parsed.data.message : typeof data === "string" ? data.slice(0, 2_000) : "";
}
