import type { Names } from "./names.ts";

const entities: Readonly<Record<string, string>> = { "&amp;": "&", "&lt;": "<", "&gt;": ">" };

/** Undoes the only escaping Slack does (docs.slack.dev/messaging/formatting-message-text). */
export function unescapeText(text: string): string {
  return text.replaceAll(/&(?:amp|lt|gt);/g, (entity) => entities[entity] ?? entity);
}

/** Turns Slack's mrkdwn into Markdown: mentions and links resolved, what is in code left as it is. Never throws. */
export function renderMrkdwn(text: string, names: Names): string {
  return text
    .split(/(```[\s\S]*?```|`[^`\n]+`)/)
    .map((part, index) => (index % 2 === 1 ? renderCode(part, names) : renderProse(part, names)))
    .join("");
}

function renderCode(code: string, names: Names): string {
  // Slack makes links of addresses in code as well.
  const plain = unescapeText(
    code.replaceAll(/<([^<>\n]*)>/g, (_whole, inner: string) => renderToken(inner, names, true)),
  );
  const isFence = plain.startsWith("```") && plain.endsWith("```") && plain.length >= 6;
  return isFence ? fence(plain.slice(3, -3)) : plain;
}

/** A fenced code block, with a fence longer than any in the code. */
export function fence(code: string): string {
  const longest = Math.max(2, ...[...code.matchAll(/`+/g)].map(([run]) => run.length));
  const marks = "`".repeat(longest + 1);
  return `\n${marks}\n${code.replace(/^\n/, "").replace(/\n$/, "")}\n${marks}\n`;
}

function renderProse(text: string, names: Names): string {
  return text
    .split(/<([^<>\n]*)>/)
    .map((part, index) => (index % 2 === 1 ? renderToken(part, names, false) : unescapeText(emphasize(part))))
    .join("");
}

/** `*bold*` and `~strike~` are written otherwise in Markdown; `_italic_` is not. */
function emphasize(text: string): string {
  return text
    .replaceAll(/(?<![\w*])\*(?![\s*])([^*\n]{1,2000})(?<!\s)\*(?![\w*])/g, "**$1**")
    .replaceAll(/(?<![\w~])~(?![\s~])([^~\n]{1,2000})(?<!\s)~(?![\w~])/g, "~~$1~~");
}

/** What stands between `<` and `>`: a mention, a channel, a group, a date or a link. */
function renderToken(token: string, names: Names, isCode: boolean): string {
  const bar = token.indexOf("|");
  const target = bar < 0 ? token : token.slice(0, bar);
  const label = bar < 0 ? "" : unescapeText(token.slice(bar + 1));
  if (/^@[UW]/.test(target)) return `@${label === "" ? names.user(target.slice(1)) : label.replace(/^@/, "")}`;
  if (/^#[CGD]/.test(target)) return `#${label === "" ? names.channel(target.slice(1)) : label}`;
  if (target.startsWith("!")) return renderSpecial(target.slice(1), label);
  const address = unescapeText(target);
  const shown = address.replace(/^mailto:/, "");
  if (label === "" || label === shown || isCode) return label === "" ? shown : label;
  return link(label, address);
}

/** A Markdown link; what would end it early is encoded. */
export function link(label: string, address: string): string {
  const target = address.replaceAll(
    /[()<>\s]/g,
    (character) => `%${character.charCodeAt(0).toString(16).padStart(2, "0")}`,
  );
  return `[${label.replaceAll(/[[\]]/g, " ")}](${target})`;
}

function renderSpecial(special: string, label: string): string {
  const [name = ""] = special.split("^");
  if (name === "date" || name === "subteam") return label === "" ? (name === "date" ? "a date" : "@group") : label;
  return label === "" ? `@${name}` : label;
}
