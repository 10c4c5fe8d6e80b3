/** A part of a Markdown text that stands on its own: only what can be shown, and nothing of HTML. */
export type MarkdownBlock =
  | { readonly type: "paragraph"; readonly children: readonly MarkdownInline[] }
  | {
      readonly type: "heading";
      readonly depth: number;
      /** What a link within the text names it by. */
      readonly slug: string;
      readonly children: readonly MarkdownInline[];
    }
  | { readonly type: "code"; readonly text: string; readonly language: string }
  | { readonly type: "quote"; readonly children: readonly MarkdownBlock[] }
  | {
      readonly type: "list";
      /** The number it begins with; null for bullets. */
      readonly start: number | null;
      readonly items: readonly MarkdownItem[];
    }
  | {
      readonly type: "table";
      readonly align: readonly ("left" | "right" | "center" | null)[];
      /** The first is the heading. */
      readonly rows: readonly (readonly (readonly MarkdownInline[])[])[];
    }
  | { readonly type: "rule" }
  /** What the marks in the text lead to, the first first. */
  | { readonly type: "notes"; readonly notes: readonly (readonly MarkdownBlock[])[] };

/** A block of a text with the lines it was written in, from 1, the last included; 0 for what stands in no place of its own. */
export interface MarkdownPart {
  readonly block: MarkdownBlock;
  readonly from: number;
  readonly to: number;
}

/** An entry of a list; `checked` is null where it is no task. */
export interface MarkdownItem {
  readonly checked: boolean | null;
  readonly children: readonly MarkdownBlock[];
}

/** A part of a line. */
export type MarkdownInline =
  | { readonly type: "text" | "code"; readonly text: string }
  | { readonly type: "strong" | "emphasis" | "deleted"; readonly children: readonly MarkdownInline[] }
  | { readonly type: "link"; readonly url: string; readonly children: readonly MarkdownInline[] }
  | { readonly type: "image"; readonly url: string; readonly alt: string }
  | { readonly type: "note"; readonly number: number }
  | { readonly type: "break" };

/** The words of parts of a line, without what they look like. */
export function textOf(inlines: readonly MarkdownInline[]): string {
  return inlines
    .map((inline) => {
      if ("text" in inline) return inline.text;
      if ("children" in inline) return textOf(inline.children);
      return inline.type === "image" ? inline.alt : inline.type === "break" ? " " : "";
    })
    .join("");
}
