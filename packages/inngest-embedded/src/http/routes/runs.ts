import { cancelRun } from "../../events/dispatch.ts";
import { pageOf, readLimit } from "../paging.ts";
import { reply, replyError } from "../reply.ts";
import { type EngineRequest, RequestError } from "../request.ts";
import type { Route, RouteContext } from "../route.ts";
import { readStatus, runDetailsShape, runShape, stepShape } from "../shapes.ts";

/** `/v1/runs`: runs newest first, one run, its steps, and cancelling it. */
export const runRoutes: readonly Route[] = [
  {
    method: "GET",
    path: /^\/v1\/runs$/,
    handle({ runs }, request) {
      const limit = readLimit(request);
      const status = statuses(request);
      const functionId = request.query.get("function");
      const before = request.query.get("cursor");
      const found = runs.list({
        limit,
        ...(status.length > 0 ? { status } : {}),
        ...(functionId === null ? {} : { functionId }),
        ...(before === null ? {} : { before }),
      });
      return reply(
        200,
        pageOf(found, limit, runShape, ({ runId }) => runId),
      );
    },
  },
  {
    method: "GET",
    path: /^\/v1\/runs\/([^/]+)$/,
    handle(context, _request, [runId = ""]) {
      const run = findRun(context, runId);
      return reply(200, { data: { ...runDetailsShape(run), steps: run.steps.map(stepShape) } });
    },
  },
  {
    method: "GET",
    path: /^\/v1\/runs\/([^/]+)\/steps$/,
    handle: (context, _request, [runId = ""]) =>
      reply(200, { data: findRun(context, runId).steps.map(stepShape), cursor: null }),
  },
  {
    method: "DELETE",
    path: /^\/v1\/runs\/([^/]+)$/,
    async handle(context, _request, [runId = ""]) {
      const { kernel } = context;
      findRun(context, runId);
      const message = "Cancelled on request.";
      if (await kernel.submit((transaction) => cancelRun(kernel, transaction, runId, message))) {
        return reply(204, undefined);
      }
      return replyError(409, `The run "${runId}" is over already.`);
    },
  },
];

function findRun({ runs }: RouteContext, runId: string) {
  const run = runs.get(runId);
  if (!run) throw new RequestError(404, `There is no run "${runId}".`);
  return run;
}

/** `status` may be given several times, and as a list. */
function statuses({ query }: EngineRequest) {
  const texts = query.getAll("status").flatMap((text) => text.split(","));
  return texts.map((text) => {
    const status = readStatus(text);
    if (status) return status;
    throw new RequestError(400, `status may be queued, running, completed, failed or cancelled, not "${text}".`);
  });
}
