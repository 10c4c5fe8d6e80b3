import { readRunState } from "../../driver/run-state.ts";
import { reply, replyError } from "../reply.ts";
import type { Route } from "../route.ts";

/** `GET /v0/runs/:run/batch` and `/actions`: what a call's body leaves out when it is too large. */
export const runStateRoutes: readonly Route[] = [
  {
    method: "GET",
    path: /^\/v0\/runs\/([^/]+)\/(batch|actions)$/,
    handle({ kernel }, _request, [runId = "", part]) {
      const run = kernel.store.runs.get(runId);
      if (!run) return replyError(404, `There is no run "${runId}".`);
      if (part === "batch") {
        const bodies = kernel.store.events.bodies(kernel.store.runs.eventIds(runId));
        return reply(
          200,
          bodies.map((body) => JSON.parse(body) as unknown),
        );
      }
      return reply(200, readRunState(kernel, runId, run.stepCount).steps);
    },
  },
];
