import { createRoute } from "@hono/zod-openapi";
import { apiKeys, type KnownApiKey, workspaces } from "@tributary/database";
import { apiErrorSchema, type Session, sessionSchema, signedOutSchema, signInSchema } from "@tributary/validation";
import { callerOf } from "../access/caller.ts";
import { demandOwnPage } from "../access/same-origin.ts";
import { endSession, keepSession } from "../access/session-cookie.ts";
import { createSignInLimit } from "../access/sign-in-limit.ts";
import type { App } from "../app.ts";
import { ApiError } from "../error-answers.ts";
import type { Runtime } from "../runtime.ts";
import { errorAnswers, json } from "./answers.ts";

const foreignPage = { 403: json(apiErrorSchema, "Asked by a page that is not the dashboard.") };

/** `/v1/session`: signs a browser in with an API key, which it then keeps in a cookie no script can read, and out again. */
export function sessionRoutes(app: App, { env, services, localKey }: Runtime): void {
  const { database } = services;
  const limit = createSignInLimit();
  const describe = async (workspaceId: string, key: Omit<KnownApiKey, "workspaceId">): Promise<Session> => {
    const { id, name, prefix } = key;
    const workspace = await workspaces.get(database, workspaceId);
    return { workspace: workspace ?? { id: workspaceId, name: workspaceId }, key: { id, name, prefix } };
  };

  app.openapi(
    createRoute({
      method: "post",
      path: "/v1/session",
      summary: "Sign a browser in with an API key: answers with a cookie that holds it for 30 days",
      security: [],
      request: { body: { required: true, content: { "application/json": { schema: signInSchema } } } },
      responses: {
        ...errorAnswers,
        ...foreignPage,
        200: json(sessionSchema, "Signed in."),
        429: json(apiErrorSchema, "Too many wrong keys from this address; Retry-After says when to try again."),
      },
    }),
    async (context) => {
      // Before anything is counted: other pages cannot use up the attempts of the person.
      demandOwnPage(context, env, { orNoBrowser: true });
      const { address = "" } = callerOf(context, env);
      const seconds = limit.waitFor(address);
      if (seconds > 0) {
        const message = `Too many wrong keys: try again in ${seconds} seconds.`;
        throw new ApiError(429, "too-many-attempts", message, { headers: { "retry-after": String(seconds) } });
      }
      const { key } = context.req.valid("json");
      const found = await apiKeys.find(database, key.trim());
      if (!found) {
        limit.failed(address);
        throw new ApiError(401, "unauthorized", "This API key is not known here, or was revoked.");
      }
      keepSession(context, env, key.trim());
      context.set("workspaceId", found.workspaceId);
      context.set("key", { ...found, isLocal: key.trim() === localKey, cookie: undefined });
      return context.json(await describe(found.workspaceId, found), 200);
    },
  );

  app.openapi(
    createRoute({
      method: "get",
      path: "/v1/session",
      summary: "Whose key the request shows; a browser stays signed in for another 30 days",
      responses: { ...errorAnswers, ...foreignPage, 200: json(sessionSchema, "Signed in.") },
    }),
    async (context) => {
      const key = context.get("key");
      if (key.cookie !== undefined) keepSession(context, env, key.cookie);
      return context.json(await describe(context.get("workspaceId"), key), 200);
    },
  );

  app.openapi(
    createRoute({
      method: "delete",
      path: "/v1/session",
      summary: "Sign the browser out; its key stays good",
      responses: { ...errorAnswers, ...foreignPage, 200: json(signedOutSchema, "Signed out.") },
    }),
    (context) => {
      endSession(context, env);
      return context.json({ signedOut: true as const }, 200);
    },
  );
}
