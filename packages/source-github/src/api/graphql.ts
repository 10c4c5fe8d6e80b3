import { SourceError } from "@tributary/source";
import { z } from "zod";
import { QueryTooHeavy } from "./failure.ts";
import { type AnswerHeaders, isRateLimited, waitOf } from "./rate-limit.ts";

/** What went wrong with one part of a query. */
export interface GraphqlProblem {
  /** GitHub's name for it: `NOT_FOUND`, `FORBIDDEN`; empty when it gives none. */
  readonly type: string;
  readonly path: readonly (string | number)[];
}

/** Whether it says that the credentials may not read a part, and not that there is none. */
export function isRefused({ type }: GraphqlProblem): boolean {
  return type === "FORBIDDEN" || type === "INSUFFICIENT_SCOPES";
}

/** What a query came to: what there is, and what single parts of it failed with. */
export interface GraphqlAnswer {
  readonly data: unknown;
  readonly problems: readonly GraphqlProblem[];
}

const answerSchema = z.object({
  data: z.unknown().optional(),
  errors: z
    .array(
      z.object({
        type: z.string().optional(),
        message: z.string().optional(),
        path: z.array(z.union([z.string(), z.number()])).optional(),
        extensions: z.object({ code: z.string().optional() }).optional(),
      }),
    )
    .optional(),
});

/** Where GraphQL is asked, beside a REST address: `/graphql`, and on an enterprise server `/api/graphql`. */
export function graphqlUrl(baseUrl: string): string {
  return `${baseUrl.replace(/\/api\/v3$/, "/api")}/graphql`;
}

/** What a query was about, and what came with its answer. */
export interface About {
  readonly what: string;
  readonly repository: string;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly now: number;
  /** Whether missing permissions are left to the caller. */
  readonly isTolerant: boolean;
}

/**
 * Judges an answer with status 200. Throws SourceError for what concerns the whole: rate limits, missing permissions, the
 * repository itself, a query cut short by time or size. What concerns single items is left to the caller.
 */
export function readGraphqlAnswer(body: unknown, about: About): GraphqlAnswer {
  const { what, repository, headers, now } = about;
  const parsed = answerSchema.safeParse(body);
  if (!parsed.success) {
    throw new SourceError("invalid-response", `GitHub's answer about ${what} of ${repository} is no GraphQL answer.`);
  }
  const { data, errors = [] } = parsed.data;
  const asked = `GitHub was asked for ${what} of ${repository}`;
  const answered = headers as AnswerHeaders;
  for (const { type = "", message = "", path = [], extensions } of errors) {
    const kind = type || (extensions?.code ?? "");
    if (kind === "RATE_LIMITED" || kind === "RATE_LIMIT" || isRateLimited(403, {}, message)) {
      const retryAfterMs = waitOf(answered, now);
      const seconds = Math.ceil(retryAfterMs / 1_000);
      const told = `${asked} and refused: its rate limit lasts ${seconds} more seconds.`;
      throw new SourceError("rate-limited", told, { retryAfterMs });
    }
    if (kind === "NOT_FOUND" && path.length <= 1) {
      const why = "it does not exist, was deleted, or these credentials may not see it";
      const setting = ["config", "repository"];
      throw new SourceError("not-found", `GitHub was asked for ${repository}: ${why}.`, { setting });
    }
    if (kind === "FORBIDDEN" || kind === "INSUFFICIENT_SCOPES") {
      // Deep inside one thing, a part is missing: an issue of another repository that a pull request closes.
      if (path.length > 2 || (about.isTolerant && path.length > 1)) continue;
      const part = typeof path[1] === "string" && path.length > 1 ? fieldWord(path) : what;
      throw new SourceError("forbidden", `${asked}, but the credentials do not allow reading ${part}: grant it.`);
    }
    if (kind === "NOT_FOUND") continue;
    if (/timedout|timeout|something went wrong/i.test(`${kind} ${message}`)) {
      throw new QueryTooHeavy("timeout", `${asked} and took too long.`);
    }
    if (data === null || data === undefined) continue;
    // RESOURCE_LIMITS_EXCEEDED and the like: what is there is only a part, and a part must not pass for the whole.
    throw new QueryTooHeavy("timeout", `${asked} and gave only a part.`);
  }
  if (data === null || data === undefined) {
    const word = errors.length > 0 ? "refused the query" : "answered with nothing";
    throw new SourceError("invalid-response", `${asked} and ${word}.`);
  }
  return { data, problems: errors.map(({ type = "", path = [] }) => ({ type, path })) };
}

const words: Readonly<Record<string, string>> = {
  issues: "issues (Issues: read, or set issues: false)",
  pullRequests: "pull requests (Pull requests: read, or set pullRequests: false)",
  discussions: "discussions (Discussions: read, or set discussions: false)",
  releases: "releases (Contents: read, or set releases: false)",
  head: "contents (Contents: read, or set files: false)",
};

function fieldWord(path: readonly (string | number)[]): string {
  const field = String(path[1]);
  const known = Object.entries(words).find(([name]) => field.startsWith(name));
  return known?.[1] ?? "it";
}
