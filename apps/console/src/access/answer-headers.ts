import type { MiddlewareHandler } from "hono";

/** Has browsers take answers for what they are, keep them from other sites' pages, and keep nothing of the API on disk. */
export const guardAnswers: MiddlewareHandler = async (context, next) => {
  await next();
  const { headers } = context.res;
  const set = (name: string, value: string) => {
    if (!headers.has(name)) headers.set(name, value);
  };
  set("x-content-type-options", "nosniff");
  set("cross-origin-resource-policy", "same-origin");
  if (context.req.path.startsWith("/v1/")) set("cache-control", "no-store");
};
