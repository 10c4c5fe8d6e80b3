import { type Embedder, estimateTokens } from "@tributary/embedding";
import type { ChunkableDocument, ChunkedDocument } from "./chunk-documents.ts";
import { CONTEXT_HEADER_TOKENS, contextHeader } from "./context-header.ts";

/** No tokenizer makes more of a UTF-16 code unit: it is at most three bytes of UTF-8. */
const MOST_TOKENS_A_UNIT = 3;

/**
 * The texts to embed for documents and their chunks, in order: the chunks' own, or with a context header before each. A
 * header is shortened or left out where the model would have to cut the text for it.
 */
export async function embeddedTexts(
  documents: readonly ChunkableDocument[],
  chunked: readonly ChunkedDocument[],
  options: { readonly embedder: Embedder; readonly contextHeader: boolean },
): Promise<string[]> {
  const { embedder } = options;
  const limit = embedder.limits.maxTokensPerInput;
  const counter = options.contextHeader ? await embedder.tokenCounter?.() : undefined;
  // As texts are counted that are cut to the limit.
  const count = counter === undefined ? estimateTokens : (text: string) => counter.count(text);
  const fits = (text: string) => text.length * MOST_TOKENS_A_UNIT <= limit || count(text) <= limit;

  return documents.flatMap(({ title, path, content }, index) =>
    (chunked[index]?.ranges ?? []).map(({ start, end, heading, tableHeader }) => {
      const text = content.slice(start, end);
      if (!options.contextHeader) return text;
      for (let tokens = CONTEXT_HEADER_TOKENS; tokens > 0; tokens >>= 1) {
        const headed = contextHeader({ title, path, heading, tableHeader }, tokens) + text;
        if (fits(headed)) return headed;
      }
      return text;
    }),
  );
}
