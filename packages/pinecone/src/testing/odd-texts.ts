/** Texts that are easily lost or mistaken on the way through an ASCII id or a filter. */
export const oddTexts: readonly string[] = [
  "plain",
  " leading and trailing ",
  "~",
  "a~1",
  "%",
  "%7E",
  "a#b#c",
  "new\nline\ttab\0null",
  "naïve 日本語 👩‍👩‍👧",
  "e\u0301",
  "'\"\\`{}[]<>|^",
  "src/päth/to.ts",
  "+&?=;,$!*'()",
];
