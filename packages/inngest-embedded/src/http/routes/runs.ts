import { cancelRun } from "../../events/dispatch.ts";
import { limits } from "../../limits.ts";
import { pageOf, readLimit } from "../paging.ts";
import { reply, replyError } from "../reply.ts";
import { type EngineRequest, RequestError } from "../request.ts";
import type { Route, RouteContext } from "../route.ts";
import { readStatus, runDetailsShape, stepShape } from "../shapes.ts";
import { overviewShape, traceShape } from "../trace-shapes.ts";

const defaultMaxBytes = 64 * 1024;

/** `/v1/runs`: runs newest first, one run, its steps, and cancelling it. */
export const runRoutes: readonly Route[] = [
  {
    method: "GET",
    path: /^\/v1\/runs$/,
    handle({ kernel, reports, traces }, request) {
      const limit = readLimit(request);
      const status = statuses(request);
      const functionId = request.query.get("function");
      const found = reports.runs({
        limit,
        statuses: status.length > 0 ? status : undefined,
        slugs: functionId === null ? undefined : kernel.store.functions.slugsOf(functionId),
        before: request.query.get("cursor") ?? undefined,
        idPart: request.query.get("id") ?? undefined,
      });
      return reply(
        200,
        pageOf(
          found,
          limit,
          (run) => overviewShape(traces.overview(run)),
          ({ runId }) => runId,
        ),
      );
    },
  },
  {
    method: "GET",
    path: /^\/v1\/runs\/([^/]+)\/trace$/,
    handle({ traces }, request, [runId = ""]) {
      const run = traces.trace(runId, readMaxBytes(request));
      if (!run) throw noRun(runId);
      return reply(200, { data: traceShape(run) });
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
  if (!run) throw noRun(runId);
  return run;
}

function noRun(runId: string): RequestError {
  return new RequestError(404, `There is no run "${runId}".`);
}

/** How many bytes of each value a request asks for: `max_bytes`, 64 KiB unless given, at most 4 MB. */
function readMaxBytes({ query }: EngineRequest): number {
  const text = query.get("max_bytes");
  if (text === null) return defaultMaxBytes;
  const bytes = Number(text);
  if (Number.isInteger(bytes) && bytes >= 1 && bytes <= limits.stepOutputBytes) return bytes;
  throw new RequestError(400, `max_bytes must be a whole number from 1 to ${limits.stepOutputBytes}, not "${text}".`);
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
