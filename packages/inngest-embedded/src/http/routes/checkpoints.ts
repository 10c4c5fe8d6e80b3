import { checkpoint } from "../../ops/checkpoint.ts";
import { reply, replyError } from "../reply.ts";
import { readJson } from "../request.ts";
import type { Route } from "../route.ts";

/** `POST /v1/checkpoint/:run/async`: steps a running call reports on its way. */
export const checkpointRoutes: readonly Route[] = [
  {
    method: "POST",
    path: /^\/v1\/checkpoint\/([^/]+)\/async$/,
    whenStopped: true,
    async handle({ kernel, calls, isOpen }, request, [runId = ""]) {
      // The SDK gives a call up at once on 409; it would go on trying for seconds on anything else.
      if (!isOpen()) return replyError(409, "the engine has stopped");
      const verdict = await checkpoint(kernel, runId, await readJson(request), calls);
      if (verdict === "saved") return reply(200, undefined);
      return replyError(verdict === "stale" ? 409 : 400, `checkpoint is ${verdict}`);
    },
  },
];
