import type { SlackAttachment, SlackFile, SlackMessage } from "../api/message.ts";
import { fence, renderMrkdwn } from "./mrkdwn.ts";
import type { Names } from "./names.ts";
import { renderBlocks } from "./rich-text.ts";

/** The whole text of a message as Markdown: what it says, what it quotes, and its files with their texts. */
export function renderMessage(message: SlackMessage, names: Names, fileTexts: ReadonlyMap<string, string>): string {
  const blocks = renderBlocks(message.blocks ?? [], names);
  const said = blocks === "" ? renderMrkdwn(message.text ?? "", names) : blocks;
  const parts = [
    said.trim(),
    ...(message.attachments ?? []).map((attachment) => renderAttachment(attachment, names)),
    ...(message.files ?? []).map((file) => renderFile(file, fileTexts)),
  ];
  return parts.filter((part) => part !== "").join("\n");
}

function renderAttachment(attachment: SlackAttachment, names: Names): string {
  const {
    title,
    title_link: link,
    from_url: from,
    pretext,
    text,
    fallback,
    fields = [],
    author_name: author,
  } = attachment;
  const address = link ?? from ?? "";
  const heading = title === undefined ? address : address === "" ? title : `${title} (${address})`;
  const lines = [
    pretext,
    author,
    heading,
    text,
    ...fields.map(({ title: name, value }) => `${name ?? ""}: ${value ?? ""}`),
  ];
  const own = lines.filter((line) => line !== undefined && line.trim() !== "");
  const shown = own.length === 0 ? (fallback ?? "") : own.join("\n");
  return shown === "" ? "" : `> ${renderMrkdwn(shown, names).replaceAll("\n", "\n> ")}`;
}

function renderFile(file: SlackFile, fileTexts: ReadonlyMap<string, string>): string {
  if (file.mode === "tombstone" || file.mode === "hidden_by_limit") return "File: no longer there";
  const name = file.name ?? file.title ?? "unnamed";
  const title = file.title === undefined || file.title === name ? "" : ` (${file.title})`;
  const text = fileTexts.get(file.id ?? "") ?? file.preview;
  return `File: ${name}${title}${text === undefined || text === "" ? "" : fence(text)}`.trimEnd();
}

/** Whether only the beginning of a file's text came with its message. */
export function isCutShort(file: SlackFile): boolean {
  return file.id !== undefined && file.preview !== undefined && file.preview_is_truncated === true;
}
