import type { EventSummary } from "../../store/inspection.ts";
import { pageOf, readLimit } from "../paging.ts";
import { reply } from "../reply.ts";
import { RequestError } from "../request.ts";
import type { Route, RouteContext } from "../route.ts";
import { instant, runDetailsShape } from "../shapes.ts";

/** `/v1/events`: events newest first, one event, and the runs it started. */
export const eventReportRoutes: readonly Route[] = [
  {
    method: "GET",
    path: /^\/v1\/events$/,
    handle({ inspection }, request) {
      const limit = readLimit(request);
      const name = request.query.get("name") ?? undefined;
      const before = request.query.get("cursor") ?? undefined;
      const found = inspection.events({ name, before, limit });
      return reply(
        200,
        pageOf(found, limit, summaryShape, ({ eventId }) => eventId),
      );
    },
  },
  {
    method: "GET",
    path: /^\/v1\/events\/([^/]+)$/,
    handle(context, _request, [eventId = ""]) {
      const { body, ...summary } = findEvent(context, eventId);
      return reply(200, {
        data: { ...(JSON.parse(body) as object), ...summaryShape({ ...summary, size: body.length }) },
      });
    },
  },
  {
    method: "GET",
    path: /^\/v1\/events\/([^/]+)\/runs$/,
    handle(context, _request, [eventId = ""]) {
      const found = context.runs.byEvent(eventId);
      if (found.length === 0) findEvent(context, eventId);
      return reply(200, { data: found.flatMap(({ runId }) => context.runs.get(runId) ?? []).map(runDetailsShape) });
    },
  },
];

function findEvent({ inspection }: RouteContext, eventId: string) {
  const event = inspection.event(eventId);
  if (!event) throw new RequestError(404, `There is no event "${eventId}".`);
  return event;
}

function summaryShape({ eventId, publicId, name, receivedAt, size }: EventSummary) {
  return { internal_id: eventId, id: publicId ?? eventId, name, received_at: instant(receivedAt), size };
}
