import type { SlackSession } from "./context.ts";
import type { Names } from "./text/names.ts";

/** Names of the channels of a session, and of the people known so far. */
export function namesOf({ all, context }: SlackSession): Names {
  const channels = new Map(all.map(({ id, name }) => [id, name]));
  return { user: (id) => context.users.name(id), channel: (id) => channels.get(id) ?? id };
}
