import { SourceError } from "@tributary/source";
import { BodyTooLarge, readBody } from "@tributary/source/http";
import { type GitHubSourceConfig, splitRepository } from "../config.ts";
import type { GitHubSourceDeps } from "../deps.ts";
import { createAnswers, type Question } from "./answers.ts";
import { toNetworkFailure } from "./failure.ts";
import { type GraphqlAnswer, graphqlUrl, readGraphqlAnswer } from "./graphql.ts";

/** Largest JSON answer read, in bytes; GitHub's own largest, a tree, has 7 MB (docs.github.com/rest/git/trees). */
const JSON_MAX_BYTES = 128 * 1024 * 1024;

/** A JSON answer. */
export interface JsonAnswer {
  readonly status: number;
  readonly data: unknown;
}

/** Everything the source asks of GitHub goes through here. Throws SourceError, and on abort the signal's reason. */
export interface GitHubApi {
  readonly repository: string;
  readonly baseUrl: string;
  /** Parameters that name the repository. */
  readonly place: { readonly owner: string; readonly repo: string };
  readonly now: () => number;
  /** Whether it signs in as an App, which is nobody: GitHub then knows no viewer. */
  readonly isApp: boolean;
  /** Asks for JSON. A 304 is an answer too: `data` is then null. */
  json(question: Question): Promise<JsonAnswer>;
  /** Asks for plain text, and a 304 likewise. */
  text(question: Question): Promise<{ readonly status: number; readonly text: string; readonly scopes: string | null }>;
  /** Asks for bytes, at most so many. Null when there are more. */
  bytes(question: Question, limit: number): Promise<Buffer | null>;
  /** Asks for a stream; the signal of the question ends it. */
  stream(question: Question): Promise<ReadableStream<Uint8Array>>;
  /** Runs a query. Errors that concern single items are in the answer, others are thrown. */
  graphql(
    query: string,
    variables: Readonly<Record<string, unknown>>,
    what: string,
    signal?: AbortSignal,
    /** `tolerant` leaves missing permissions to the caller too. */
    mode?: "tolerant",
  ): Promise<GraphqlAnswer>;
}

/** Makes the API of one source. */
export function createApi(config: GitHubSourceConfig, deps: GitHubSourceDeps): GitHubApi {
  const { owner, name: repo } = splitRepository(config.repository);
  const { repository } = config;
  const answers = createAnswers(config, deps);

  async function read(question: Question, limit: number) {
    return await answers.ask(question, async (answer) => {
      if (answer.status === 304) return { answer, body: Buffer.alloc(0) };
      return { answer, body: await readBody(answer.body, limit) };
    });
  }

  async function json(
    question: Question,
  ): Promise<JsonAnswer & { readonly headers: Readonly<Record<string, unknown>> }> {
    const { answer, body } = await read(question, JSON_MAX_BYTES).catch(tooLarge(question, repository));
    const { status, headers } = answer;
    if (status === 304) return { status, data: null, headers };
    return { status, data: parseJson(body, headers, question.what, repository), headers };
  }

  return {
    repository,
    baseUrl: answers.baseUrl,
    place: { owner, repo },
    now: answers.now,
    isApp: "appId" in deps.credentials,
    json,
    async text(question) {
      const { answer, body } = await read(question, JSON_MAX_BYTES).catch(tooLarge(question, repository));
      if (/text\/html/.test(String(answer.headers["content-type"]))) throw foreign(question.what, repository);
      const scopes = answer.headers["x-oauth-scopes"];
      return {
        status: answer.status,
        text: body.toString("utf8"),
        scopes: scopes === undefined ? null : String(scopes),
      };
    },
    async bytes(question, limit) {
      try {
        const { answer, body } = await read(question, limit);
        if (/text\/html/.test(String(answer.headers["content-type"]))) throw foreign(question.what, repository);
        return body;
      } catch (error) {
        if (error instanceof BodyTooLarge) return null;
        throw error;
      }
    },
    async stream(question) {
      return await answers.ask(question, async ({ body, headers }) => {
        if (/text\/html/.test(String(headers["content-type"])) || body === null) {
          await body?.cancel().catch(() => {});
          throw foreign(question.what, repository);
        }
        return body;
      });
    },
    async graphql(query, variables, what, signal, mode) {
      const { data, headers } = await json({
        what,
        route: `POST ${graphqlUrl(answers.baseUrl)}`,
        parameters: { query, variables },
        signal,
        isQuery: true,
      });
      const about = { what, repository, headers, now: answers.now(), isTolerant: mode === "tolerant" };
      return readGraphqlAnswer(data, about);
    },
  };
}

function parseJson(
  body: Buffer,
  headers: Readonly<Record<string, unknown>>,
  what: string,
  repository: string,
): unknown {
  if (!/json/.test(String(headers["content-type"]))) throw foreign(what, repository);
  try {
    return JSON.parse(body.toString("utf8"));
  } catch {
    // GitHub writes whole JSON: something on the way cut it short, and may not the next time.
    throw new SourceError("unavailable", `GitHub's answer about ${what} of ${repository} broke off.`);
  }
}

function foreign(what: string, repository: string): SourceError {
  return new SourceError(
    "invalid-response",
    `Asked for ${what} of ${repository}, something answered that is not GitHub's API: look for a proxy or a sign-in page.`,
  );
}

function tooLarge(question: Question, repository: string): (error: unknown) => never {
  return (error) => {
    if (!(error instanceof BodyTooLarge)) throw error;
    throw new SourceError("invalid-response", `GitHub's answer about ${question.what} of ${repository} does not end.`);
  };
}

/** What a stream that broke while it was read means. */
export function toStreamFailure(error: unknown, what: string, repository: string, signal?: AbortSignal): unknown {
  return signal?.aborted === true ? signal.reason : toNetworkFailure(error, what, repository);
}
