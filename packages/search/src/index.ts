export { ANALYZER_VERSION, analyze } from "./analyze.ts";
export * from "./error.ts";
export { TERM_MAX_LENGTH } from "./identifier-terms.ts";
export * from "./lexical-text.ts";
export * from "./search.ts";
export { SNIPPET_MAX_CHARACTERS, SNIPPET_MAX_LINES } from "./snippet.ts";
