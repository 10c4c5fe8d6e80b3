/** Kinds of documents: a thread, or unthreaded messages with no long silence between them. */
export type ConversationKind = "thread" | "messages";

/** What a document is about. */
export interface ConversationName {
  readonly kind: ConversationKind;
  /** The channel's id. */
  readonly channel: string;
  /** Time of its first message. */
  readonly ts: string;
}

const pattern = /^(thread|messages):([CGD][A-Z0-9]{2,20}):(\d{9,11}\.\d{6})$/;

/** The id of a document. */
export function formatId(team: string, { kind, channel, ts }: ConversationName): string {
  return `slack:${team}:${kind}:${channel}:${ts}`;
}

/** The reverse; undefined for an id that is none of this workspace's. */
export function parseId(team: string, id: string): ConversationName | undefined {
  const prefix = `slack:${team}:`;
  return id.startsWith(prefix) ? parseName(id.slice(prefix.length)) : undefined;
}

/** The last three parts of an id: `thread:C0123ABCD:1700000000.000100`. */
export function parseName(text: string): ConversationName | undefined {
  const [, kind, channel, ts] = pattern.exec(text) ?? [];
  if ((kind !== "thread" && kind !== "messages") || channel === undefined || ts === undefined) return undefined;
  return { kind, channel, ts };
}
