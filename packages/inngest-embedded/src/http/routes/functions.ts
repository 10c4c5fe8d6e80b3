import { reply } from "../reply.ts";
import type { Route } from "../route.ts";

/** What this engine calls itself where the dev server states its version. */
const version = "inngest-embedded";

/** `GET /dev` and `/health`, by which clients find the engine, and `GET /v1/functions`. */
export const functionRoutes: readonly Route[] = [
  {
    method: "GET",
    path: /^\/dev$/,
    handle: ({ kernel }) =>
      reply(200, {
        version,
        functions: kernel.registry.all().map(({ uuid, slug, name }) => ({ id: uuid, slug, name })),
        handlers: [],
      }),
  },
  {
    method: "GET",
    path: /^\/health$/,
    access: "anybody",
    handle: () => reply(200, { status: 200, message: "OK" }),
  },
  {
    method: "GET",
    path: /^\/v1\/functions$/,
    handle({ kernel }) {
      const urls = new Map(kernel.store.functions.apps().map(({ appId, url }) => [appId, url]));
      const paused = new Set(kernel.paused.all().map(({ slug }) => slug));
      const data = kernel.registry.all().map((config) => ({
        id: config.functionId,
        slug: config.slug,
        app_id: config.appId,
        name: config.name,
        triggers: config.triggers.map((trigger) =>
          trigger.kind === "cron"
            ? { cron: trigger.expression }
            : { event: trigger.pattern, expression: trigger.expression ?? null },
        ),
        max_attempts: config.maxAttempts,
        /** Null: it runs in the engine's process. */
        url: urls.get(config.appId) ?? null,
        /** False: nobody has registered it since the engine was made, and its runs wait. */
        live: kernel.registry.isLive(config.slug),
        paused: paused.has(config.slug),
      }));
      return reply(200, { data, cursor: null });
    },
  },
];
