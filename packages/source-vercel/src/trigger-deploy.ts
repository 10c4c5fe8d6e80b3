import { isSourceError, SourceError } from "@tributary/source";
import { z } from "zod";
import { readJson } from "./api/body.ts";
import { answerFailure } from "./api/failure.ts";
import { VERCEL_API_URL } from "./config.ts";

/** How long Vercel may take to accept, in milliseconds. */
const TIMEOUT_MS = 30_000;

/** What to deploy. */
export interface DeployRequest {
  /**
   * A deploy hook's address, from the project's settings (vercel.com/docs/deploy-hooks). Whoever has it can deploy: it is a
   * secret, and stays out of errors.
   */
  readonly hookUrl: string;
  /** The branch meant. A hook deploys the one it was made for: this goes along as JSON, for hooks behind a service of your own. */
  readonly branch?: string;
  /** Variables of the build, sent along as JSON like `branch`. */
  readonly buildEnv?: Readonly<Record<string, string>>;
  /** False builds without the build cache. */
  readonly buildCache?: boolean;
  /** Where hooks are; Vercel's own when absent. An address anywhere else is refused. */
  readonly apiUrl?: string;
  readonly fetch?: typeof globalThis.fetch;
  /** Milliseconds since the epoch; defaults to Date.now. */
  readonly now?: () => number;
  readonly signal?: AbortSignal;
}

/** What Vercel accepted. The deployment itself has no id yet: it shows up in the next pull, or by webhook. */
export interface TriggeredDeploy {
  readonly jobId: string;
  /** `PENDING`. */
  readonly state: string;
  /** When, as ISO 8601. */
  readonly createdAt: string;
}

const answerSchema = z.object({
  job: z.object({ id: z.string().min(1), state: z.string(), createdAt: z.number().nonnegative() }),
});

/**
 * Starts a deployment through a deploy hook. Not tried again by itself: every call that Vercel accepts is a build. Throws
 * SourceError, `invalid-config` for an address that is no deploy hook's, and on abort the signal's reason.
 */
export async function triggerDeploy(request: DeployRequest): Promise<TriggeredDeploy> {
  const { fetch = globalThis.fetch, now = Date.now, branch, buildEnv, signal } = request;
  signal?.throwIfAborted();
  const url = hookAddress(request);
  const timeout = AbortSignal.timeout(TIMEOUT_MS);
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: { accept: "application/json", "content-type": "application/json" },
      body: JSON.stringify({ ...(branch !== undefined && { branch }), ...(buildEnv !== undefined && { buildEnv }) }),
      redirect: "manual",
      signal: signal === undefined ? timeout : AbortSignal.any([signal, timeout]),
    });
    const body = await readJson("a deploy hook", response, true).catch((error: unknown) => {
      if (response.ok) throw error;
    });
    if (!response.ok) throw answerFailure("a deploy hook", response, body, now());
    const parsed = answerSchema.safeParse(body);
    if (!parsed.success) throw new SourceError("invalid-response", "Vercel's answer to a deploy hook names no job.");
    const { id, state, createdAt } = parsed.data.job;
    return { jobId: id, state, createdAt: new Date(createdAt).toISOString() };
  } catch (error) {
    signal?.throwIfAborted();
    if (isSourceError(error)) throw error;
    if (timeout.aborted)
      throw new SourceError("timeout", `Vercel did not answer a deploy hook within ${TIMEOUT_MS} ms.`);
    // Without the cause: it may name the address.
    throw new SourceError("unavailable", "Vercel could not be asked to deploy.");
  }
}

function hookAddress({ hookUrl, apiUrl = VERCEL_API_URL, buildCache }: DeployRequest): URL {
  const url = URL.canParse(hookUrl) ? new URL(hookUrl) : undefined;
  const isHook = url !== undefined && /^\/v1\/integrations\/deploy\/[\w-]+\/[\w-]+$/.test(url.pathname);
  if (!isHook || url.origin !== new URL(apiUrl).origin || url.username !== "" || url.password !== "") {
    throw new SourceError(
      "invalid-config",
      `hookUrl is no deploy hook: copy it from the project's settings, ${VERCEL_API_URL}/v1/integrations/deploy/….`,
    );
  }
  if (buildCache === false) url.searchParams.set("buildCache", "false");
  return url;
}
