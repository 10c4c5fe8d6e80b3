import { apiKeys, type KnownApiKey } from "@tributary/database";
import { createMiddleware } from "hono/factory";
import { demandOwnPage } from "./access/same-origin.ts";
import { endSession, readSessionCookie } from "./access/session-cookie.ts";
import { ApiError } from "./error-answers.ts";
import type { Runtime } from "./runtime.ts";

/** What authentication leaves for the routes. */
export type AppVariables = {
  readonly workspaceId: string;
  readonly key: Pick<KnownApiKey, "id" | "name" | "prefix"> & {
    /** Whether it is the key of this machine's owner. */
    readonly isLocal: boolean;
    /** The key itself, where it came in a cookie. */
    readonly cookie: string | undefined;
  };
};

/** Where a key is exchanged for a cookie: the one route that is asked without either. */
const SIGN_IN = "POST /v1/session";

/**
 * Lets a request pass whose key is known, and says whose workspace it works in; answers 401 otherwise. The key is a bearer's,
 * or in the cookie of somebody who signed in to the dashboard: then the request has to be of the dashboard's own pages.
 */
export function authenticate({ env, services, localKey }: Pick<Runtime, "env" | "services" | "localKey">) {
  return createMiddleware<{ Variables: AppVariables }>(async (context, next) => {
    if (`${context.req.method} ${context.req.path}` === SIGN_IN) return next();
    const bearer = readBearer(context.req.header("authorization"));
    const cookie = bearer === undefined ? readSessionCookie(context, env) : undefined;
    const key = bearer ?? cookie;
    if (!key) {
      throw new ApiError(
        401,
        "unauthorized",
        "Send an API key as `Authorization: Bearer <key>`, or sign in to the dashboard.",
      );
    }
    if (cookie !== undefined) demandOwnPage(context, env, { orNoBrowser: false });
    const found = await apiKeys.find(services.database, key);
    if (!found) {
      if (cookie !== undefined) endSession(context, env);
      throw new ApiError(401, "unauthorized", "This API key is not known here, or was revoked.");
    }
    const { workspaceId, ...shown } = found;
    context.set("workspaceId", workspaceId);
    context.set("key", { ...shown, isLocal: key === localKey, cookie });
    await next();
  });
}

function readBearer(header: string | undefined): string | undefined {
  if (header === undefined) return undefined;
  const [scheme, key] = header.split(" ");
  return scheme?.toLowerCase() === "bearer" && key ? key : "";
}
