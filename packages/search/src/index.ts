export * from "./error.ts";
export * from "./query-cache.ts";
export { type CohereRerankerOptions, createCohereReranker } from "./ranking/cohere-reranker.ts";
export type { Reranker } from "./ranking/rerank.ts";
export { SNIPPET_MAX_CHARACTERS, SNIPPET_MAX_LINES } from "./results/snippet.ts";
export * from "./search.ts";
export { ANALYZER_VERSION, analyze } from "./terms/analyze.ts";
export { TERM_MAX_LENGTH } from "./terms/identifier-terms.ts";
export * from "./terms/lexical-text.ts";
