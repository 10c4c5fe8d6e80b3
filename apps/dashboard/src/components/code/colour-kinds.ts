/** What a piece of code can be, by its place in `kindClasses`; 0 is nothing in particular. */
export type ColourKind = number;

/** The classes of each kind. Colours only: a weight or a slant would move the text when they arrive. */
export const kindClasses: readonly string[] = [
  "",
  "text-accent",
  "text-good",
  "text-info",
  "text-warn",
  "text-ink-3",
  "text-bad",
];

const [KEYWORD, STRING, NAME, LITERAL, COMMENT, SPECIAL] = [1, 2, 3, 4, 5, 6] as const;

const kinds: Readonly<Record<string, ColourKind>> = {
  keyword: KEYWORD,
  "selector-tag": KEYWORD,
  section: KEYWORD,
  bullet: KEYWORD,
  string: STRING,
  addition: STRING,
  code: STRING,
  regexp: STRING,
  title: NAME,
  name: NAME,
  type: NAME,
  built_in: NAME,
  attr: NAME,
  attribute: NAME,
  link: NAME,
  "selector-class": NAME,
  "selector-id": NAME,
  number: LITERAL,
  literal: LITERAL,
  symbol: LITERAL,
  meta: LITERAL,
  variable: LITERAL,
  "template-variable": LITERAL,
  comment: COMMENT,
  quote: COMMENT,
  doctag: COMMENT,
  deletion: SPECIAL,
};

/** The kind of a class that the highlighter gives (`hljs-title`); undefined when it says nothing about the colour. */
export function kindOf(className: string): ColourKind | undefined {
  return kinds[className.replace(/^hljs-/, "")];
}

/** A text's pieces by line: `lengths` and `kinds` of the pieces of line n are those from `starts[n]` to before `starts[n + 1]`. */
export interface Colours {
  readonly starts: Uint32Array;
  readonly lengths: Uint32Array;
  readonly kinds: Uint8Array;
}
