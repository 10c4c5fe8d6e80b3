import type { FakeText } from "./model.ts";

const looks = { bold: false, italic: false, strikethrough: false, underline: false, code: false, color: "default" };

/** Words as Notion writes them. */
export function words(content: string, link: string | null = null): readonly FakeText[] {
  if (content === "") return [];
  const text = { content, link: link === null ? null : { url: link } };
  return [{ type: "text", text, annotations: looks, plain_text: content, href: link }];
}

/** A person named in a text. */
export function mentionOf(userId: string, name: string): FakeText {
  const mention = { type: "user", user: { object: "user", id: userId } };
  return { type: "mention", mention, annotations: looks, plain_text: `@${name}`, href: null };
}
