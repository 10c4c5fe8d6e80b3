import { pageOf, readLimit } from "../paging.ts";
import { reply } from "../reply.ts";
import { RequestError } from "../request.ts";
import type { Route } from "../route.ts";
import { instant } from "../shapes.ts";

/** `GET /v1/queue`: pending calls and timers, soonest first, and how many there are. */
export const queueRoutes: readonly Route[] = [
  {
    method: "GET",
    path: /^\/v1\/queue$/,
    handle({ kernel, inspection }, request) {
      const limit = readLimit(request);
      const found = inspection.pending(readCursor(request.query.get("cursor")), limit);
      const page = pageOf(
        found,
        limit,
        (item) => ({
          item_id: item.itemId,
          run_id: item.runId,
          app_id: kernel.store.functions.identify(item.slug).appId,
          function_id: kernel.store.functions.identify(item.slug).functionId,
          kind: item.kind,
          step_id: item.stepId,
          at: instant(item.at),
          attempt: item.attempt,
          leased: item.leased === 1,
        }),
        ({ at, itemId }) => `${at}.${itemId}`,
      );
      return reply(200, { ...page, counts: inspection.counts(kernel.clock.now()), held: kernel.due.held() });
    },
  },
];

function readCursor(text: string | null): { at: number; itemId: number } | undefined {
  if (text === null) return undefined;
  const [, at, itemId] = /^(\d+)\.(\d+)$/.exec(text) ?? [];
  if (at !== undefined && itemId !== undefined) return { at: Number(at), itemId: Number(itemId) };
  throw new RequestError(400, `"${text}" is no cursor of this list.`);
}
