import { z } from "zod";
import type { FakeTier } from "./limits.ts";
import { renderChannel, renderFile, renderMessage } from "./render.ts";
import { type FakeChannel, type FakeState, isReply, messagesOf, micros, repliesOf } from "./state.ts";

/** Who asks, and what of. */
export interface MethodCall {
  readonly state: FakeState;
  readonly caller: { readonly user: string; readonly botId: string | undefined; readonly scopes: ReadonlySet<string> };
  /** Whether the app is one outside the Marketplace: 15 messages at once at most. */
  readonly isLimited: boolean;
}

/** What a method answers: the body beside `ok`, or why it refuses. */
export type MethodAnswer = { readonly error: string; readonly needed?: string } | { readonly body: object };

/** A method of the Web API, as its page on docs.slack.dev has it. */
export interface Method {
  readonly tier: FakeTier;
  readonly parameters: z.ZodType<Record<string, unknown>>;
  run(call: MethodCall, parameters: Record<string, unknown>): MethodAnswer;
}

const flag = z.enum(["true", "false", "1", "0"]).transform((text) => text === "true" || text === "1");
const whole = (most: number) => z.coerce.number().int().min(1).max(most);
const timestamp = z.string().regex(/^\d{1,11}(\.\d{1,6})?$/);
const channelId = z.string().regex(/^[CGD][A-Z0-9]+$/);
const team = z.string().regex(/^[TE][A-Z0-9]+$/);
const kinds = { public_channel: "public", private_channel: "private", im: "im", mpim: "mpim" } as const;
type TypeName = keyof typeof kinds;
const typeNames = Object.keys(kinds) as TypeName[];

const readScopes = { public: "channels:read", private: "groups:read", im: "im:read", mpim: "mpim:read" } as const;
const historyScopes = {
  public: "channels:history",
  private: "groups:history",
  im: "im:history",
  mpim: "mpim:history",
} as const;

/** Makes a method; its parameters are those its page names, and no others. */
function method<Shape extends z.ZodRawShape>(
  tier: FakeTier,
  shape: Shape,
  run: (call: MethodCall, parameters: z.infer<z.ZodObject<Shape>>) => MethodAnswer,
): Method {
  const parameters = z.strictObject(shape) as unknown as z.ZodType<Record<string, unknown>>;
  return { tier, parameters, run: run as Method["run"] };
}

/** The methods the fake knows. */
export const methods: Readonly<Record<string, Method>> = {
  "auth.test": method("special", {}, ({ state, caller }) => ({
    body: {
      url: `https://${state.team.domain}.slack.com/`,
      team: state.team.name,
      user: state.users.get(caller.user)?.name ?? "",
      team_id: state.team.id,
      user_id: caller.user,
      ...(caller.botId !== undefined && { bot_id: caller.botId }),
      is_enterprise_install: false,
    },
  })),

  "team.info": method(3, { team: team.optional() }, (call) =>
    needing(call, "team:read", () => ({ body: { team: call.state.team } })),
  ),

  "users.list": method(
    2,
    {
      limit: whole(999).optional(),
      cursor: z.string().optional(),
      team_id: team.optional(),
      include_locale: flag.optional(),
    },
    (call, { limit = 999, cursor }) =>
      needing(call, "users:read", () => paged([...call.state.users.values()], limit, cursor, "members")),
  ),

  "users.info": method(4, { user: z.string(), include_locale: flag.optional() }, (call, { user }) =>
    needing(call, "users:read", () => {
      const found = call.state.users.get(user);
      return found === undefined ? { error: "user_not_found" } : { body: { user: found } };
    }),
  ),

  "files.info": method(
    4,
    { file: z.string(), cursor: z.string().optional(), limit: whole(1_000).optional() },
    (call, { file }) =>
      needing(call, "files:read", () => {
        const found = call.state.files.get(file);
        if (found === undefined) return { error: "file_not_found" };
        const [rendered] = renderFile(found);
        const text = found.content === undefined ? {} : { content: found.content, is_truncated: false };
        return { body: { file: rendered, ...text, comments: [] } };
      }),
  ),

  "conversations.list": method(
    2,
    {
      types: z.string().optional(),
      limit: whole(999).optional(),
      cursor: z.string().optional(),
      exclude_archived: flag.optional(),
      team_id: team.optional(),
    },
    (call, { types = "public_channel", limit = 100, cursor, exclude_archived: excludesArchived = false }) => {
      const names = types.split(",");
      const unknown = names.find((name) => !typeNames.some((known) => known === name));
      if (unknown !== undefined) return { error: "invalid_types" };
      const wanted = names.map((name) => kinds[name as TypeName]);
      const missing = wanted.map((kind) => readScopes[kind]).find((scope) => !call.caller.scopes.has(scope));
      if (missing !== undefined) return { error: "missing_scope", needed: missing };
      const seen = [...call.state.channels.values()].filter(
        (channel) =>
          wanted.includes(channel.kind) &&
          (channel.kind === "public" || channel.members.has(call.caller.user)) &&
          !(excludesArchived && channel.is_archived),
      );
      const rendered = seen.map((channel) => renderChannel(channel, call.caller.user));
      return paged(rendered, limit, cursor, "channels");
    },
  ),

  "conversations.info": method(
    3,
    { channel: channelId, include_locale: flag.optional(), include_num_members: flag.optional() },
    (call, { channel: id }) =>
      inChannel(call, id, readScopes, false, (channel) => ({
        body: { channel: renderChannel(channel, call.caller.user) },
      })),
  ),

  "conversations.history": method(
    3,
    {
      channel: channelId,
      cursor: z.string().optional(),
      inclusive: flag.optional(),
      include_all_metadata: flag.optional(),
      latest: timestamp.optional(),
      oldest: timestamp.optional(),
      limit: whole(999).optional(),
    },
    (call, { channel: id, cursor, inclusive = false, latest, oldest, limit }) =>
      inChannel(call, id, historyScopes, true, () => {
        const [from, to] = [microsOf(oldest, 0), microsOf(latest, Number.POSITIVE_INFINITY)];
        const all = messagesOf(call.state, id);
        const shown = all
          .filter((message) => !isReply(message) || message.subtype === "thread_broadcast")
          .filter(({ ts }) =>
            inclusive ? micros(ts) >= from && micros(ts) <= to : micros(ts) > from && micros(ts) < to,
          )
          .reverse();
        const most = call.isLimited ? 15 : 999;
        const size = Math.min(limit ?? (call.isLimited ? 15 : 100), most);
        const start = readCursor(cursor, "next_ts");
        if (start === undefined) return { error: "invalid_cursor" };
        const left = start === null ? shown : shown.filter(({ ts }) => micros(ts) <= start);
        const page = left.slice(0, size);
        const next = left[size];
        return {
          body: {
            messages: page.map((message) => renderMessage(call.state, message, repliesOf(call.state, id, message.ts))),
            has_more: next !== undefined,
            pin_count: 0,
            ...(next !== undefined && {
              response_metadata: { next_cursor: writeCursor("next_ts", micros(next.ts)) },
            }),
          },
        };
      }),
  ),

  "conversations.replies": method(
    3,
    {
      channel: channelId,
      ts: timestamp,
      cursor: z.string().optional(),
      inclusive: flag.optional(),
      include_all_metadata: flag.optional(),
      latest: timestamp.optional(),
      oldest: timestamp.optional(),
      limit: whole(1_000).optional(),
    },
    (call, { channel: id, ts, cursor, limit, oldest, latest, inclusive = false }) =>
      inChannel(call, id, historyScopes, true, () => {
        const all = messagesOf(call.state, id);
        const parent = all.find((message) => message.ts === ts && !isReply(message));
        if (parent === undefined) return { error: "thread_not_found" };
        const replies = repliesOf(call.state, id, ts);
        const [from, to] = [microsOf(oldest, 0), microsOf(latest, Number.POSITIVE_INFINITY)];
        const shown = replies.filter(({ ts: at }) =>
          inclusive ? micros(at) >= from && micros(at) <= to : micros(at) > from && micros(at) < to,
        );
        const most = call.isLimited ? 15 : 1_000;
        const size = Math.max(1, Math.min(limit ?? most, most) - 1);
        const start = readCursor(cursor, "next_ts");
        if (start === undefined) return { error: "invalid_cursor" };
        const left = start === null ? shown : shown.filter((reply) => micros(reply.ts) >= start);
        const next = left[size];
        return {
          body: {
            // The thread's first message comes with every page.
            messages: [
              renderMessage(call.state, parent, replies),
              ...left.slice(0, size).map((reply) => renderMessage(call.state, reply, [])),
            ],
            has_more: next !== undefined,
            ...(next !== undefined && {
              response_metadata: { next_cursor: writeCursor("next_ts", micros(next.ts)) },
            }),
          },
        };
      }),
  ),
};

function needing({ caller }: MethodCall, scope: string, run: () => MethodAnswer): MethodAnswer {
  return caller.scopes.has(scope) ? run() : { error: "missing_scope", needed: scope };
}

function inChannel(
  call: MethodCall,
  id: string,
  scopes: Readonly<Record<FakeChannel["kind"], string>>,
  readsMessages: boolean,
  run: (channel: FakeChannel) => MethodAnswer,
): MethodAnswer {
  const channel = call.state.channels.get(id);
  if (channel === undefined) return { error: "channel_not_found" };
  return needing(call, scopes[channel.kind], () => {
    const isMember = channel.members.has(call.caller.user);
    if (!isMember && channel.kind !== "public") return { error: "channel_not_found" };
    // A person's token reads public channels without being in them; an app's does not.
    if (!isMember && readsMessages && call.caller.botId !== undefined) return { error: "not_in_channel" };
    return run(channel);
  });
}

function paged(all: readonly object[], limit: number, cursor: string | undefined, name: string): MethodAnswer {
  const start = readCursor(cursor, "offset");
  if (start === undefined) return { error: "invalid_cursor" };
  const end = (start ?? 0) + limit;
  const next = end < all.length ? writeCursor("offset", end) : "";
  return { body: { [name]: all.slice(start ?? 0, end), response_metadata: { next_cursor: next } } };
}

function microsOf(text: string | undefined, otherwise: number): number {
  if (text === undefined) return otherwise;
  const [seconds = "0", fraction = ""] = text.split(".");
  return Number(seconds) * 1e6 + Number(fraction.padEnd(6, "0"));
}

function writeCursor(name: string, value: number): string {
  return Buffer.from(`${name}:${value}`).toString("base64");
}

/** Null without a cursor, undefined for one the fake did not make. */
function readCursor(cursor: string | undefined, name: string): number | null | undefined {
  if (cursor === undefined || cursor === "") return null;
  const [, made, value] = /^([a-z_]+):(\d+)$/.exec(Buffer.from(cursor, "base64").toString()) ?? [];
  return made === name && value !== undefined ? Number(value) : undefined;
}
