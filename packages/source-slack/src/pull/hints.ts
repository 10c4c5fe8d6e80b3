import type { SourceChange } from "@tributary/source";
import { readRange } from "../api/history.ts";
import type { SlackSession } from "../context.ts";
import { type Burst, groupBursts, isThread, isTopLevel } from "../conversation/bursts.ts";
import { formatId } from "../conversation/ids.ts";
import { BLOCK_MICROS, blockStart, microsOf } from "../conversation/time.ts";
import { markVersion } from "../conversation/version.ts";
import { conversationsIn, type ListedConversation, toChanges } from "./list-conversations.ts";

/** Most hints looked up one by one: with more, an ordinary pull costs less. */
const HINTS_MAX = 250;

/** Something to look at again. */
export type Hint =
  /** A message in a channel, or a thread. `event` marks what a listing cannot show: a reply that was edited. */
  | { readonly type: "at"; readonly channel: string; readonly ts: string; readonly event?: string | undefined }
  /** A channel from its beginning: it was renamed, or joined. */
  | { readonly type: "channel"; readonly channel: string };

/** Asks for an ordinary pull: what changed cannot be told one by one. */
export const EVERYTHING = "everything";

/** A hint as text: `at:C0123ABCD:1700000000.000100`, an event's time behind it, or `channel:C0123ABCD`. */
export function formatHint(hint: Hint): string {
  if (hint.type === "channel") return `channel:${hint.channel}`;
  return `at:${hint.channel}:${hint.ts}${hint.event === undefined ? "" : `:${hint.event}`}`;
}

/** Reads hints; undefined when one of them asks for an ordinary pull, or is none of this source's. */
export function parseHints(references: readonly string[]): readonly Hint[] | undefined {
  const unique = [...new Set(references)];
  if (unique.length > HINTS_MAX) return undefined;
  const hints: Hint[] = [];
  for (const reference of unique) {
    const [, type, channel, ts, event] =
      /^(at|channel):([CGD][A-Z0-9]{2,20})(?::(\d{9,11}\.\d{6}))?(?::([\w.]{1,30}))?$/.exec(reference) ?? [];
    if (channel === undefined || (type === "at") !== (ts !== undefined)) return undefined;
    hints.push(ts === undefined ? { type: "channel", channel } : { type: "at", channel, ts, event });
  }
  return hints;
}

/** Lists what hints name, as it is now; each stretch of a channel's time is read once. */
export async function pullHints(session: SlackSession, hints: readonly Hint[]): Promise<readonly SourceChange[]> {
  const stretches = new Map<string, Extract<Hint, { type: "at" }>[]>();
  for (const hint of hints) {
    if (hint.type !== "at") continue;
    const key = `${hint.channel}:${blockStart(microsOf(hint.ts))}`;
    stretches.set(key, [...(stretches.get(key) ?? []), hint]);
  }
  const changes: SourceChange[] = [];
  for (const mine of stretches.values()) changes.push(...(await readStretch(session, mine)));
  return changes;
}

async function readStretch(
  session: SlackSession,
  hints: readonly Extract<Hint, { type: "at" }>[],
): Promise<readonly SourceChange[]> {
  const [{ channel: id, ts } = { channel: "", ts: "" }] = hints;
  const { client, context, chosen } = session;
  const channel = chosen.find((one) => one.id === id);
  // A channel that is not read, or not seen any more: what it held, the next complete listing tells.
  if (channel === undefined) return [];
  const oldest = blockStart(microsOf(ts));
  const messages = await readRange(client, id, { oldest, latest: oldest + BLOCK_MICROS - 1 }, context.limit);
  const bursts = groupBursts(messages, context.rules);
  const conversations = conversationsIn(channel, bursts);
  const touched = new Map<string, ListedConversation>();
  const gone = new Set<string>();
  const idOf = (kind: "thread" | "messages", at: string) =>
    formatId(context.config.team, { kind, channel: id, ts: at });
  for (const hint of hints) {
    const message = messages.find((one) => one.ts === hint.ts && isTopLevel(one, context.rules));
    const near = burstsAround(bursts, hint.ts, message === undefined);
    for (const one of conversations) {
      const isNear = one.name.kind === "messages" && near.some((burst) => burst.ts === one.name.ts);
      const isIt = one.name.kind === "thread" && one.name.ts === hint.ts;
      if (!isNear && !isIt) continue;
      const version = isIt && hint.event !== undefined ? markVersion(one.version, hint.event) : one.version;
      touched.set(idOf(one.name.kind, one.name.ts), { ...one, version });
    }
    if (message === undefined || !isThread(message)) gone.add(idOf("thread", hint.ts));
    if (message === undefined || isThread(message)) gone.add(idOf("messages", hint.ts));
  }
  const changes = await toChanges(session, channel, [...touched.values()]);
  const deleted = [...gone].filter(
    (one) => !touched.has(one) && !conversations.some(({ name }) => idOf(name.kind, name.ts) === one),
  );
  return [...changes, ...deleted.map((one) => ({ type: "delete" as const, id: one }))];
}

/** The burst a message is in; where it is no more, those before and after, one of which it was in. */
function burstsAround(bursts: readonly Burst[], ts: string, isGone: boolean): readonly Burst[] {
  const at = microsOf(ts);
  const before = bursts.findLast((burst) => microsOf(burst.ts) <= at);
  const after = isGone ? bursts.find((burst) => microsOf(burst.ts) > at) : undefined;
  return [before, after].filter((burst) => burst !== undefined);
}
