import { isRecord } from "../../json.ts";
import { findStep, readMetadata, saveMetadata } from "../../ops/metadata.ts";
import { reply, replyError } from "../reply.ts";
import { readJson } from "../request.ts";
import type { Route } from "../route.ts";

/** `POST /v1/runs/:run/metadata`: notes about a run or a step, shown with it. */
export const metadataRoutes: readonly Route[] = [
  {
    method: "POST",
    path: /^\/v1\/runs\/([^/]+)\/metadata$/,
    async handle({ kernel }, request, [runId = ""]) {
      const body = await readJson(request);
      if (!isRecord(body) || !isRecord(body.target))
        return replyError(400, "metadata needs a target and a list of entries");
      const { target } = body;
      const entries = readMetadata(body.metadata);
      if (entries.length === 0) return replyError(400, "metadata is a list of { kind, values }");
      if (!kernel.store.runs.get(runId)) return replyError(404, `There is no run "${runId}".`);
      const stepId = target.step_id === undefined ? "" : findStep(kernel, runId, target);
      // A step nobody has heard of is no error to the service either.
      if (stepId === undefined) return reply(200, {});
      const dropped = await kernel.submit((transaction) => saveMetadata(kernel, transaction, runId, stepId, entries));
      return dropped === 0 ? reply(200, {}) : replyError(413, "the run's metadata is at its limit");
    },
  },
];
