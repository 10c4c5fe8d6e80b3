import { isSourceError, type Source, SourceError } from "@tributary/source";
import { createApi } from "./api/api.ts";
import type { GitHubSourceConfig } from "./config.ts";
import type { GitHubSourceDeps } from "./deps.ts";
import { fetchReferences } from "./fetch.ts";
import { pull } from "./pull/pull.ts";
import { createSession } from "./pull/session.ts";
import { validate } from "./validate.ts";
import { parseDelivery } from "./webhook/parse.ts";
import { verifyDelivery } from "./webhook/verify.ts";

/** Files on one page of a pull. */
const PAGE_SIZE = 2_500;

/**
 * Makes a source of one GitHub repository. Asks nothing until used. Keep one instance while pages of a pull are read: it
 * holds their listing, and an archive half-read that otherwise has to be fetched again; `close` ends it.
 */
export function createGitHubSource(config: GitHubSourceConfig, deps: GitHubSourceDeps): Source {
  const api = createApi(config, deps);
  const session = createSession(config, api, deps.logger, deps.pageSize ?? PAGE_SIZE);
  return {
    validate: (signal) => guard(signal, () => validate(api, config, signal)),
    pull: (request) => guard(request.signal, () => pull(session, request)),
    async *fetch(references, signal) {
      try {
        yield* fetchReferences(api, references, signal);
      } catch (error) {
        throw toThrown(error, signal);
      }
    },
    webhook: {
      verify: async (delivery, secrets) => verifyDelivery(delivery, secrets),
      parse: (delivery) => parseDelivery(delivery, config),
    },
    close: async () => session.listings.close(),
  };
}

async function guard<Value>(signal: AbortSignal | undefined, run: () => Promise<Value>): Promise<Value> {
  try {
    signal?.throwIfAborted();
    return await run();
  } catch (error) {
    throw toThrown(error, signal);
  }
}

/** The signal's reason when it aborted, a SourceError otherwise; bugs stay what they are. */
function toThrown(error: unknown, signal: AbortSignal | undefined): unknown {
  if (signal?.aborted === true) return signal.reason;
  if (isSourceError(error) || !isMalformed(error)) return error;
  return new SourceError("invalid-response", "GitHub's answer is not as documented.");
}

/** An answer that did not have the documented form where it was read. */
function isMalformed(error: unknown): boolean {
  return error instanceof Error && error.name === "ZodError";
}
