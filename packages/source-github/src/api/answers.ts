import { SourceError } from "@tributary/source";
import { BodyTooLarge } from "@tributary/source/http";
import { GITHUB_API_URL, type GitHubSourceConfig } from "../config.ts";
import type { GitHubSourceDeps } from "../deps.ts";
import { createOwnBudget } from "./budget.ts";
import { QueryTooHeavy, toNetworkFailure, toRefusal } from "./failure.ts";
import { isRateLimited, waitOf } from "./rate-limit.ts";
import { judgeRedirection, REDIRECTS_MAX } from "./redirect.ts";
import { createSender, type RawAnswer } from "./sender.ts";
import { createSignIn } from "./sign-in.ts";

/** How long one request may take, in milliseconds, body included. */
const DEFAULT_TIMEOUT_MS = 60_000;

const overdue = Object.assign(new Error("No answer in time."), { code: "ETIMEDOUT" });

/** One thing to ask. */
export interface Question {
  /** For messages: `the tree of commit 0123abcd`. */
  readonly what: string;
  /** Method and path as GitHub's documentation has them: `GET /repos/{owner}/{repo}`; or method and whole address. */
  readonly route: string;
  readonly parameters?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal | undefined;
  /** Set for streams: their time is not limited as a whole once the answer has begun. */
  readonly isStream?: true;
  /** Set for GraphQL queries: a gateway's error then means that the query was too much. */
  readonly isQuery?: true;
}

/** Asks GitHub and judges what comes back. */
export interface Answers {
  readonly baseUrl: string;
  readonly now: () => number;
  /** Hands a good answer, or a 304, to the reader. The place in the budget is held until the reader is done. */
  ask<Value>(question: Question, read: (answer: RawAnswer) => Promise<Value>): Promise<Value>;
}

/** Makes it: sign-in, budget, deadline, redirections and the meaning of every refusal. */
export function createAnswers(config: GitHubSourceConfig, deps: GitHubSourceDeps): Answers {
  const { repository } = config;
  const baseUrl = config.baseUrl ?? GITHUB_API_URL;
  const now = deps.now ?? Date.now;
  const budget = deps.budget ?? createOwnBudget();
  const send = createSender(baseUrl, deps.fetch);

  async function askAs<Value>(
    question: Question,
    authorization: string,
    read: (answer: RawAnswer) => Promise<Value>,
  ): Promise<Value> {
    const { signal, what } = question;
    const leave = await budget.enter(now(), signal);
    const clock = new AbortController();
    const timer = setTimeout(() => clock.abort(), deps.timeoutMs ?? DEFAULT_TIMEOUT_MS).unref();
    const ended = signal === undefined ? clock.signal : AbortSignal.any([signal, clock.signal]);
    try {
      const answer = await follow(question, authorization, ended);
      if (question.isStream === true) clearTimeout(timer);
      return await read(answer);
    } catch (error) {
      if (signal?.aborted === true) throw signal.reason;
      if (clock.signal.aborted) throw toNetworkFailure(overdue, what, repository);
      if (error instanceof SourceError || error instanceof BodyTooLarge) throw error;
      throw toNetworkFailure(error, what, repository);
    } finally {
      clearTimeout(timer);
      leave();
    }
  }

  async function follow(question: Question, authorization: string, signal: AbortSignal): Promise<RawAnswer> {
    let answer = await send(question, authorization, signal);
    let from = answer.url;
    for (let hops = 0; answer.status >= 300 && answer.status < 400 && answer.status !== 304; hops += 1) {
      const target = hops < REDIRECTS_MAX ? judgeRedirection(baseUrl, from, answer.headers.location?.toString()) : null;
      await answer.body?.cancel().catch(() => {});
      if (target === null) {
        throw new SourceError(
          "invalid-response",
          `GitHub was asked for ${question.what} of ${repository} and sent us to an address that is not GitHub's.`,
        );
      }
      from = target.url;
      // 307 and 308 keep the method and what was sent with it; everything else here is a GET.
      const method = question.route.split(" ")[0] ?? "GET";
      const next = { ...question, route: `${method} ${target.url}` };
      const { parameters: _, ...withoutParameters } = next;
      answer = await send(
        method === "GET" ? withoutParameters : next,
        target.withCredentials ? authorization : null,
        signal,
      );
    }
    budget.note(answer.headers, now());
    if (answer.status < 400) return answer;
    const refusal = { ...answer, what: question.what, repository, now: now() };
    if (isRateLimited(answer.status, answer.headers, answer.message))
      budget.pause(waitOf(answer.headers, now()), now());
    const error = toRefusal(refusal);
    const isHeavy = question.isQuery === true && (answer.status === 502 || answer.status === 504);
    throw isHeavy ? new QueryTooHeavy(error.code, error.message) : error;
  }

  const signIn = createSignIn(deps.credentials, now, async (installationId, appToken, signal) => {
    const question = {
      what: "an installation token",
      route: "POST /app/installations/{installation_id}/access_tokens",
      parameters: { installation_id: installationId },
      signal,
    };
    return await askAs(question, `Bearer ${appToken}`, async (answer) => {
      return JSON.parse(await new Response(answer.body).text()) as unknown;
    });
  });

  return {
    baseUrl,
    now,
    async ask(question, read) {
      question.signal?.throwIfAborted();
      const authorization = await signIn.authorization(question.signal);
      try {
        return await askAs(question, authorization, read);
      } catch (error) {
        // An installation token may be revoked before its time: a new one is asked for once, not the same thing again.
        const isRefused = error instanceof SourceError && error.code === "unauthorized";
        if (!isRefused || !signIn.refused(authorization)) throw error;
        return await askAs(question, await signIn.authorization(question.signal), read);
      }
    },
  };
}
