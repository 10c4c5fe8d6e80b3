import type { NotionClient } from "./client.ts";
import { isForbidden, isGone } from "./failure.ts";
import { PAGE_SIZE, readToEnd } from "./pages.ts";
import { userListSchema, userSchema } from "./schemas.ts";

/** How long names are good for, in milliseconds. */
const FRESH_MS = 600_000;

/** Names of people: the one thing an instance remembers, as every page names the same few. */
export interface NotionUsers {
  /** Name of a person or bot; undefined when it has none or the connection may not know it. */
  name(client: NotionClient, id: string): Promise<string | undefined>;
}

/** Makes an empty memory of names. */
export function createUsers(now: () => number): NotionUsers {
  let names = new Map<string, string | undefined>();
  let readAt = Number.NEGATIVE_INFINITY;

  async function readList(client: NotionClient): Promise<void> {
    const read = new Map<string, string | undefined>();
    try {
      const users = await readToEnd("users", (cursor) =>
        client.ask(
          "the users",
          (notion) => notion.users.list({ page_size: PAGE_SIZE, ...(cursor !== null && { start_cursor: cursor }) }),
          userListSchema,
        ),
      );
      for (const { id, name } of users) read.set(id, name ?? undefined);
    } catch (error) {
      // Without the capability to read users, pages are read without names.
      if (!isForbidden(error)) throw error;
    }
    names = read;
    readAt = now();
  }

  return {
    async name(client, id) {
      if (now() - readAt >= FRESH_MS) await readList(client);
      if (names.has(id)) return names.get(id);
      // Guests are not in the list of users (developers.notion.com/reference/get-users).
      const name = await client
        .ask("a user", (notion) => notion.users.retrieve({ user_id: id }), userSchema)
        .then((user) => user.name ?? undefined)
        .catch((error: unknown) => {
          if (isGone(error) || isForbidden(error)) return undefined;
          throw error;
        });
      names.set(id, name);
      return name;
    },
  };
}
