import type { SourceChange } from "@tributary/source";
import type { SlackMessage } from "../api/message.ts";
import type { SlackSession } from "../context.ts";
import { type Burst, groupBursts, isContent } from "../conversation/bursts.ts";
import { microsOf } from "../conversation/time.ts";
import { conversationsIn, type ListedConversation, toChanges } from "../pull/list-conversations.ts";
import type { ExportDay, SlackExport } from "./slack-export.ts";

/** Messages after which a page of a pull is full, and days. */
const PAGE_MESSAGES = 1_500;
const PAGE_DAYS = 300;

/** Lists what an export holds, day by day from an index on: whole documents, with nothing asked of Slack but names. */
export async function readDays(
  session: SlackSession,
  slackExport: SlackExport,
  from: number,
): Promise<{ readonly changes: readonly SourceChange[]; readonly next: number | null }> {
  const { context } = session;
  const { config, rules } = context;
  const { days } = slackExport;
  const since = config.since === undefined ? 0 : Date.parse(config.since) * 1_000;
  const changes: SourceChange[] = [];
  let messages = 0;
  let index = from;
  for (; index < days.length && index - from < PAGE_DAYS && messages < PAGE_MESSAGES; index += 1) {
    const day = days[index];
    if (day === undefined) break;
    const written = (await slackExport.messages(day)).filter(({ ts }) => microsOf(ts) >= since);
    const bursts = groupBursts(written, rules);
    const listed = await withReplies(session, slackExport, day, bursts);
    messages += listed.reduce((sum, one) => sum + (one.messages?.length ?? 0), 0);
    changes.push(...(await toChanges(session, day.channel, listed)));
  }
  return { changes, next: index < days.length ? index : null };
}

async function withReplies(
  { context }: SlackSession,
  slackExport: SlackExport,
  { channel }: ExportDay,
  bursts: readonly Burst[],
): Promise<readonly ListedConversation[]> {
  const parents = new Map(bursts.flatMap(({ threads }) => threads.map((parent) => [parent.ts, parent])));
  const listed: ListedConversation[] = [];
  for (const conversation of conversationsIn(channel, bursts)) {
    const parent = parents.get(conversation.name.ts);
    if (conversation.name.kind !== "thread" || parent === undefined) {
      listed.push(conversation);
      continue;
    }
    const replies = await slackExport.replies(channel, parent);
    const absent = Math.max(0, (parent.reply_count ?? 0) - replies.length);
    const messages: readonly SlackMessage[] = [parent, ...replies.filter((one) => isContent(one, context.rules))];
    const missing = absent === 0 ? [] : [`${absent} of ${parent.reply_count} replies: the export does not hold them`];
    listed.push({ ...conversation, messages, missing });
  }
  return listed;
}
