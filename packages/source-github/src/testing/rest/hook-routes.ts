import { GitHubError, notFound, ok } from "../http/answer.ts";
import type { Call } from "../http/call.ts";
import { pageOf } from "../http/pagination.ts";
import { type Route, route } from "../http/route.ts";
import { timestamp } from "../state/clock.ts";
import type { FakeDelivery, FakeWebhooks } from "../webhooks/webhooks.ts";

/** Endpoints of an app's deliveries: what a host reads to find those it missed. */
export function hookRoutes(webhooks: FakeWebhooks): readonly Route[] {
  const own = (call: Call) => {
    const app = call.caller.type === "app" ? call.caller.app : undefined;
    return webhooks.deliveries.filter((one) => app !== undefined && one.hook.installation?.app === app);
  };
  const find = (call: Call) => {
    const found = own(call).find((one) => one.id === Number(call.parameters.delivery_id));
    if (found === undefined) throw notFound();
    return found;
  };
  return [
    route("get", "/app/hook/deliveries", { query: ["per_page", "cursor", "status"], asApp: true }, (call) => {
      // Pages by a cursor, newest first.
      const cursor = call.query.get("cursor");
      const newest = [...own(call)].reverse().filter((one) => cursor === null || one.id < Number(cursor));
      const { items } = pageOf(call, newest);
      const last = items.at(-1);
      const query = new URLSearchParams(call.query);
      if (last !== undefined) query.set("cursor", String(last.id));
      const more = items.length < newest.length;
      return ok(items.map(renderItem), more ? { link: `<${call.apiUrl}${call.path}?${query}>; rel="next"` } : {});
    }),
    route("get", "/app/hook/deliveries/{delivery_id}", { asApp: true }, (call) => {
      const one = find(call);
      return ok({
        ...renderItem(one),
        id: one.id,
        installation_id: one.hook.installation?.id ?? null,
        repository_id: one.hook.repositoryId,
        request: { headers: { ...one.headers }, payload: { ...one.payload } },
        response: { headers: {}, payload: "" },
      });
    }),
    route("post", "/app/hook/deliveries/{delivery_id}/attempts", { asApp: true }, async (call) => {
      if (find(call).hook.url === null) throw new GitHubError(422, "The hook has no address to deliver to.");
      await webhooks.redeliver(find(call));
      return { status: 202, body: {} as never };
    }),
  ];
}

function renderItem(one: FakeDelivery) {
  return {
    id: one.id,
    guid: one.guid,
    delivered_at: timestamp(one.deliveredAt),
    redelivery: one.redelivery,
    duration: 0.1,
    status: one.status !== null && one.status >= 200 && one.status < 300 ? "OK" : "Invalid HTTP Response",
    status_code: one.status ?? 0,
    event: one.event,
    action: one.action,
    installation_id: one.hook.installation?.id ?? null,
    repository_id: one.hook.repositoryId,
  };
}
