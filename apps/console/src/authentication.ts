import { apiKeys, type Database } from "@tributary/database";
import { createMiddleware } from "hono/factory";
import { ApiError } from "./error-answers.ts";

/** What authentication leaves for the routes. */
export type AppVariables = {
  readonly workspaceId: string;
  readonly key: { readonly id: string; readonly name: string };
};

/** Lets a request pass whose bearer key is known, and says whose workspace it works in; answers 401 otherwise. */
export function authenticate(database: Database) {
  return createMiddleware<{ Variables: AppVariables }>(async (context, next) => {
    const [scheme, key] = context.req.header("authorization")?.split(" ") ?? [];
    if (scheme?.toLowerCase() !== "bearer" || !key) {
      throw new ApiError(401, "unauthorized", "Send an API key as `Authorization: Bearer <key>`.");
    }
    const found = await apiKeys.find(database, key);
    if (!found) throw new ApiError(401, "unauthorized", "This API key is not known here, or was revoked.");
    context.set("workspaceId", found.workspaceId);
    context.set("key", { id: found.id, name: found.name });
    await next();
  });
}
