import { ingest } from "../../events/ingest.ts";
import { reply } from "../reply.ts";
import { readJson } from "../request.ts";
import type { Route } from "../route.ts";

/** `POST /e/:key`: takes in events. */
export const eventRoutes: readonly Route[] = [
  {
    method: "POST",
    path: /^\/e\/([^/]+)$/,
    access: "event-key",
    async handle({ kernel }, request) {
      const ingested = await ingest(kernel, await readJson(request), request.header("x-inngest-event-id-seed"));
      if ("ids" in ingested) return reply(200, { ids: ingested.ids, status: 200 });
      return reply(400, { ids: [], status: 400, error: ingested.problem });
    },
  },
];
