import { isSourceError } from "@tributary/source";
import { z } from "zod";
import type { SlackChannel } from "./channels.ts";
import type { SlackClient } from "./client.ts";
import { isRefused } from "./failure.ts";
import type { SlackMessage } from "./message.ts";
import { readPages, readPart } from "./pages.ts";

/** People asked for at once: Slack recommends no more than 200, and takes less than 1,000 (docs.slack.dev, users.list). */
const USERS_PER_REQUEST = 999;

/** People asked for one by one (users.info, tier 4: 100 a minute) before all are listed. */
const ALONE_MAX = 20;

/** Most pages of people read: beyond, and for strangers, each is asked for alone. users.list is tier 2: 20 a minute. */
const USER_PAGES_MAX = 20;

/** How long names are remembered, in milliseconds. */
const REMEMBERED_MS = 600_000;

const userSchema = z.object({
  id: z.string(),
  name: z.string().optional(),
  real_name: z.string().nullish(),
  profile: z.object({ display_name: z.string().nullish(), real_name: z.string().nullish() }).optional(),
});
const listSchema = z.object({ members: z.array(z.unknown()) });
const infoSchema = z.object({ user: userSchema });

/** Names of people, remembered for a while by one instance. */
export interface SlackUsers {
  /** Looks up those not known yet; afterwards `name` knows them. Undefined, or why they cannot be looked up. */
  learn(client: SlackClient, ids: ReadonlySet<string>, team: string): Promise<string | undefined>;
  /** The name of a person; the id when it is not known. */
  name(id: string): string;
}

/** Makes an empty memory of names. */
export function createUsers(now: () => number): SlackUsers {
  const names = new Map<string, string>();
  let begunAt = now();
  let alone = 0;
  let isListed = false;

  function forget(): void {
    names.clear();
    begunAt = now();
    alone = 0;
    isListed = false;
  }

  async function readAll(client: SlackClient, team: string): Promise<void> {
    let pages = 0;
    for await (const { members } of readPages(
      client,
      "users.list",
      { limit: USERS_PER_REQUEST, team_id: team },
      listSchema,
    )) {
      for (const raw of members) {
        const user = userSchema.safeParse(raw).data;
        if (user !== undefined) names.set(user.id, nameOf(user));
      }
      pages += 1;
      if (pages >= USER_PAGES_MAX) break;
    }
    isListed = true;
  }

  async function readOne(client: SlackClient, id: string): Promise<void> {
    try {
      const { user } = readPart("users.info", infoSchema, await client.call("users.info", { user: id }));
      names.set(id, nameOf(user));
    } catch (error) {
      if (!isRefused(error, "user_not_found", "user_not_visible", "users_not_found")) throw error;
      names.set(id, id);
    }
  }

  return {
    name: (id) => names.get(id) ?? id,
    async learn(client, ids, team) {
      if (ids.size === 0) return undefined;
      try {
        if (now() - begunAt > REMEMBERED_MS) forget();
        const unknown = [...ids].filter((id) => !names.has(id));
        if (!isListed && alone + unknown.length > ALONE_MAX) await readAll(client, team);
        for (const id of unknown) {
          if (names.has(id)) continue;
          await readOne(client, id);
          alone += 1;
        }
        return undefined;
      } catch (error) {
        if (!isSourceError(error) || error.code !== "forbidden") throw error;
        return "names of people: grant the app the scope users:read";
      }
    },
  };
}

/** Ids of the people who wrote messages or are named in them, and of the other one of a direct message. */
export function peopleIn(messages: readonly SlackMessage[], channel: SlackChannel): ReadonlySet<string> {
  const ids = new Set<string>();
  if (messages.length > 0 && channel.user !== undefined) ids.add(channel.user);
  for (const { user, text, blocks, attachments } of messages) {
    if (user !== undefined && /^[UW][A-Z0-9]{2,20}$/.test(user)) ids.add(user);
    const written = `${text ?? ""}${blocks === undefined ? "" : JSON.stringify(blocks)}${attachments === undefined ? "" : JSON.stringify(attachments)}`;
    for (const [, mentioned] of written.matchAll(/(?:<@|"user_id":")([UW][A-Z0-9]{2,20})[>"]/g)) {
      if (mentioned !== undefined) ids.add(mentioned);
    }
  }
  return ids;
}

function nameOf(user: z.infer<typeof userSchema>): string {
  const { profile } = user;
  return [profile?.display_name, profile?.real_name, user.real_name, user.name].find(Boolean) ?? user.id;
}
