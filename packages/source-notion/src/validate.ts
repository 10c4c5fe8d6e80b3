import type { SourceAccount, SourceCapability } from "@tributary/source";
import { line } from "@tributary/source/text";
import { z } from "zod";
import type { NotionClient } from "./api/client.ts";
import { isForbidden } from "./api/failure.ts";
import { thingListSchema, userListSchema, userSchema } from "./api/schemas.ts";
import type { NotionContext } from "./context.ts";

/** Says whose token it is, what it reads, and what it lacks. */
export async function validate(context: NotionContext, signal: AbortSignal | undefined): Promise<SourceAccount> {
  const client = context.connect(signal);
  const self = await client.ask("the connection itself", (notion) => notion.users.me({}), userSchema);
  const workspace = line(self.bot?.workspace_name ?? "");
  const capabilities: SourceCapability[] = [];

  const pages = await probe(
    client,
    "pages",
    (notion) => notion.search({ page_size: 1, filter: { property: "object", value: "page" } }),
    thingListSchema,
  );
  const isShared = pages !== undefined && pages.results.length > 0;
  capabilities.push(
    isShared
      ? { name: "pages", available: true }
      : {
          name: "pages",
          available: false,
          problem:
            pages === undefined
              ? 'The connection may not read content: give it the capability "Read content".'
              : "No page is shared with the connection: add it to pages under Connections, or in its settings under Content access.",
        },
  );
  const page = pages?.results[0];
  if (page !== undefined && context.config.comments !== "none") {
    const comments = await probe(
      client,
      "comments",
      (notion) => notion.comments.list({ block_id: page.id, page_size: 1 }),
      z.unknown(),
    );
    capabilities.push(
      comments !== undefined
        ? { name: "comments", available: true }
        : {
            name: "comments",
            available: false,
            problem:
              'The connection may not read comments: give it the capability "Read comments", or set comments to none.',
          },
    );
  }
  const users = await probe(client, "users", (notion) => notion.users.list({ page_size: 1 }), userListSchema);
  capabilities.push(
    users !== undefined
      ? { name: "names of people", available: true }
      : {
          name: "names of people",
          available: false,
          problem: 'The connection may not read users: give it the capability "Read user information".',
        },
  );
  const who = line(self.name ?? "") || "A connection";
  return workspace === ""
    ? { name: who, title: "Notion", capabilities }
    : { name: `${who} in ${workspace}`, title: `${workspace} Notion`, capabilities };
}

/** Asks for a little of something; undefined when the connection lacks the capability. */
async function probe<Answer>(
  client: NotionClient,
  what: string,
  run: Parameters<NotionClient["ask"]>[1],
  schema: z.ZodType<Answer>,
): Promise<Answer | undefined> {
  try {
    return await client.ask(what, run, schema);
  } catch (error) {
    if (!isForbidden(error)) throw error;
    return undefined;
  }
}
