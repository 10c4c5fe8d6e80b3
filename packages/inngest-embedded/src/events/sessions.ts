import { isRecord } from "../json.ts";

/**
 * The `meta` a function receives: the sender's own sessions over those propagated from the run that sent the event.
 * A null takes an inherited one away. Empty when there are none.
 */
export function mergeSessions(meta: unknown): { readonly meta?: { readonly sessions: Record<string, string> } } {
  if (!isRecord(meta)) return {};
  const own = meta.sessions;
  const inherited = own === null ? {} : meta.propagated_sessions;
  const merged = { ...(isRecord(inherited) ? inherited : {}), ...(isRecord(own) ? own : {}) };
  const sessions: Record<string, string> = {};
  for (const [key, value] of Object.entries(merged)) {
    if (typeof value === "string" || typeof value === "number") sessions[key] = String(value);
  }
  return Object.keys(sessions).length > 0 ? { meta: { sessions } } : {};
}
