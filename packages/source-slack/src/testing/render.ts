import type { FakeChannel, FakeFile, FakeMessage, FakeState } from "./state.ts";

/** Characters of a file's text that come with its message. */
const PREVIEW_CHARACTERS = 200;

/** A message as conversations.history and conversations.replies give it. */
export function renderMessage(state: FakeState, message: FakeMessage, replies: readonly FakeMessage[]): object {
  const { files, ...own } = message;
  const ids = Array.isArray(files) ? (files as readonly string[]) : undefined;
  const last = replies.at(-1);
  const people = [...new Set(replies.flatMap(({ user }) => user ?? []))];
  return {
    ...own,
    ...(ids !== undefined && { files: ids.flatMap((id) => renderFile(state.files.get(id))) }),
    ...(last !== undefined && {
      thread_ts: message.ts,
      reply_count: replies.length,
      reply_users_count: people.length,
      reply_users: people.slice(0, 5),
      latest_reply: last.ts,
      is_locked: false,
      subscribed: false,
    }),
  };
}

/** A file as messages and files.info give it. */
export function renderFile(file: FakeFile | undefined): readonly object[] {
  if (file === undefined) return [];
  const { content, ...own } = file;
  const preview = content?.slice(0, PREVIEW_CHARACTERS);
  return [
    {
      ...own,
      filetype: own.name.split(".").at(-1) ?? "",
      is_external: false,
      ...(content !== undefined && {
        preview,
        preview_is_truncated: content.length > PREVIEW_CHARACTERS,
        editable: true,
      }),
    },
  ];
}

/** A channel as conversations.list and conversations.info give it to somebody. */
export function renderChannel(channel: FakeChannel, caller: string): object {
  const { id, name, kind, is_archived, members, user } = channel;
  if (kind === "im") return { id, is_im: true, is_archived, user, is_org_shared: false, created: 1_700_000_000 };
  return {
    id,
    name,
    name_normalized: name,
    is_channel: kind === "public",
    is_group: kind === "private",
    is_im: false,
    is_mpim: kind === "mpim",
    is_private: kind !== "public",
    is_archived,
    is_general: name === "general",
    is_member: members.has(caller),
    num_members: members.size,
    created: 1_700_000_000,
  };
}
