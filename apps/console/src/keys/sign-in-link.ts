import type { Env } from "../env/env.ts";

/**
 * Address that signs whoever opens it in to the dashboard. The key is behind the `#`: browsers send that to no server, so it
 * is in no log.
 */
export function signInLink(url: string, key: string, { outlets }: Pick<Env, "outlets">): string {
  const link = new URL(outlets.publicUrl ?? url);
  // Listening on every address, the server can be opened on none of this name.
  if (link.hostname === "0.0.0.0") link.hostname = "127.0.0.1";
  if (link.hostname === "[::]") link.hostname = "[::1]";
  link.pathname = "/sign-in";
  link.search = "";
  link.hash = `key=${key}`;
  return link.href;
}
