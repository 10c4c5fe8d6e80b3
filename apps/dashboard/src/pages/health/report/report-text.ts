/** A part of a report: its heading, and what stands below. */
export type ReportPart =
  | { readonly kind: "title" | "heading" | "paragraph"; readonly text: string }
  | { readonly kind: "list"; readonly items: readonly string[] };

/**
 * The parts of a report's Markdown: titles, headings, lists and paragraphs are all it is made of. Whatever else a line may
 * look like is shown as it stands.
 */
export function reportParts(markdown: string): ReportPart[] {
  const parts: ReportPart[] = [];
  let items: string[] | null = null;
  for (const line of markdown.split("\n")) {
    const [, mark, rest = ""] = /^(#{1,2}|-) (.*)$/.exec(line) ?? [];
    if (mark === "-") {
      if (!items) {
        items = [];
        parts.push({ kind: "list", items });
      }
      items.push(plain(rest));
      continue;
    }
    items = null;
    if (mark) parts.push({ kind: mark === "#" ? "title" : "heading", text: plain(rest) });
    else if (line.trim() !== "") parts.push({ kind: "paragraph", text: plain(line) });
  }
  return parts;
}

/** Without the backslashes that keep a name from being Markdown. */
function plain(text: string): string {
  return text.replace(/\\([\\`*_[\]<>#|])/g, "$1");
}
