import { createEvent, internalEvents } from "../../events/create-event.ts";
import { byteLength, isRecord } from "../../json.ts";
import { limits } from "../../limits.ts";
import { schedule } from "../../schedule/schedule.ts";
import { reply, replyError } from "../reply.ts";
import { readJson } from "../request.ts";
import type { Route } from "../route.ts";

/** `POST /invoke/:slug`: runs one function, whatever its triggers. */
export const invokeRoutes: readonly Route[] = [
  {
    method: "POST",
    path: /^\/invoke\/([^/]+)$/,
    async handle({ kernel }, request, [slug = ""]) {
      const config = kernel.registry.get(slug);
      if (!config) return replyError(404, `There is no function "${slug}". Give its slug: <app id>-<function id>.`);
      const body = await readJson(request);
      const { data = {}, user } = isRecord(body) ? body : { data: body };
      if (!isRecord(data)) return replyError(400, "The body must be JSON of the form { data, user? }, each an object.");
      const { _inngest: _reserved, ...own } = data;
      const parts = {
        name: internalEvents.invoked,
        data: { ...own, _inngest: { fn_id: slug } },
        extra: isRecord(user) ? { user } : {},
      };
      const event = createEvent(kernel, parts, kernel.clock.now());
      if (byteLength(event.row.body) > limits.stepInputBytes) return replyError(413, "The data exceeds 4 MB.");
      const scheduled = await kernel.submit((transaction) => schedule(kernel, transaction, config, event));
      if (scheduled.kind === "dropped") return replyError(409, `The function is not run: ${scheduled.reason}.`);
      return reply(200, { id: event.row.eventId, status: 200 });
    },
  },
];
