import { clean } from "@tributary/source/text";
import type { RichTextItem } from "../api/schemas.ts";
import { lastingUrl } from "../documents/text.ts";

/** Text as Markdown: words with their links and code; looks are left out, as they would cut words in two. */
export function renderRichText(items: readonly RichTextItem[]): string {
  return items.map(renderItem).join("");
}

/** Text without anything about it. */
export function plainText(items: readonly RichTextItem[]): string {
  return clean(items.map(({ plain_text }) => plain_text).join(""));
}

function renderItem({ type, plain_text, href, annotations }: RichTextItem): string {
  const text = clean(`|${plain_text}|`).slice(1, -1);
  if (text.trim() === "") return text;
  if (type === "equation") return `$${text}$`;
  const shown = annotations?.code === true && !text.includes("`") ? `\`${text}\`` : text;
  const url = lastingUrl(href);
  if (url === undefined || url === text) return shown;
  return `[${shown.replaceAll(/[[\]]/g, "\\$&")}](${url.replaceAll("(", "%28").replaceAll(")", "%29")})`;
}
