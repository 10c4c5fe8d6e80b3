import { beginEndpointRun, continueEndpointRun, type EndpointVerdict } from "../../endpoints/endpoint-checkpoint.ts";
import { endpointOutput } from "../../endpoints/endpoint-output.ts";
import { readEndpointSlug } from "../../endpoints/endpoint-slug.ts";
import { functionUuid } from "../../identifiers.ts";
import type { Kernel } from "../../kernel.ts";
import { reply, replyError } from "../reply.ts";
import { readJson } from "../request.ts";
import type { Route } from "../route.ts";

/** How long the caller of an endpoint can ask for its output, and listen to its stream, in milliseconds. */
const tokenLifeMs = 24 * 60 * 60_000;

function answer(kernel: Kernel, verdict: EndpointVerdict): Response {
  if (verdict.kind === "refused") return replyError(verdict.status, verdict.reason);
  const { runId, slug } = verdict.run;
  const data = {
    fn_id: functionUuid(slug),
    app_id: functionUuid(readEndpointSlug(slug)?.origin ?? ""),
    run_id: runId,
    token: kernel.tokens.issue({ kind: "output", runId }, tokenLifeMs),
    realtime_token: kernel.tokens.issue({ kind: "subscribe", channel: runId, topics: undefined }, tokenLifeMs),
  };
  return reply(200, { data, metadata: {} });
}

/** What durable endpoints report while they answer their caller directly, and what they returned in the end. */
export const endpointRoutes: readonly Route[] = [
  {
    method: "POST",
    path: /^\/v1\/checkpoint$/,
    async handle({ kernel, endpointOrigins }, request) {
      return answer(kernel, await beginEndpointRun(kernel, await readJson(request), endpointOrigins));
    },
  },
  {
    method: "POST",
    path: /^\/v1\/checkpoint\/([^/]+)\/steps$/,
    async handle({ kernel }, request, [runId = ""]) {
      return answer(kernel, await continueEndpointRun(kernel, runId, await readJson(request)));
    },
  },
  {
    method: "GET",
    path: /^\/v1\/http\/runs\/([^/]+)\/output$/,
    access: "token",
    async handle({ kernel }, request, [runId = ""]) {
      const claims = kernel.tokens.read(request.query.get("token"));
      if (claims?.kind !== "output" || claims.runId !== runId) {
        return replyError(401, "the token is wrong or too old");
      }
      return endpointOutput(kernel, runId, request.signal);
    },
  },
];
