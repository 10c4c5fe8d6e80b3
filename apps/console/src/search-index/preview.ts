import { hash } from "node:crypto";
import { createEmbeddingCache, documents, type SearchIndex, searchIndexes } from "@tributary/database";
import { type Embedder, type EmbeddingSpace, estimateTokens } from "@tributary/embedding";
import type { IndexPreview } from "@tributary/validation";
import type { Services } from "../services.ts";
import { embeddingPrices } from "./prices.ts";

/** Documents chunked at a time. */
const DOCUMENTS_PER_PAGE = 100;

/** Texts the local embedder is timed by. */
const TIMED_TEXTS = 300;

const tokensPerPrice = 1_000_000;

/**
 * What building the configured index would take, without building it: every document is chunked, the embedding cache is
 * asked, and the tokens of what it does not know are counted. Of one that is being built, what is left to do.
 */
export async function previewRebuild(
  services: Services,
  workspaceId: string,
  signal: AbortSignal,
): Promise<IndexPreview> {
  const { database, indexes } = services;
  const { description, configHash } = indexes.configured;
  const next = await searchIndexes.next(database, workspaceId);
  const built = next?.configHash === configHash ? next : null;
  const plan: SearchIndex = built ?? { ...(await indexes.active(workspaceId)), ...indexes.configured, id: "" };
  const indexer = await indexes.open({ ...plan, id: `preview:${configHash}` }).indexer();
  const embedder = await indexes.embedder(description);
  const space: EmbeddingSpace = { model: description.model, dimensions: description.dimensions, inputType: "document" };
  const cache = createEmbeddingCache(database);
  const counter = await embedder.tokenCounter?.();
  const tokensOf = counter?.count ?? estimateTokens;

  const seen = new Set<string>();
  const sampled: string[] = [];
  let [count, chunks, cached, tokens, chunkingMs] = [0, 0, 0, 0, 0];
  for (let after = ""; ; ) {
    signal.throwIfAborted();
    const { due, last } = await searchIndexes.duePage(database, { ...plan, after, limit: DOCUMENTS_PER_PAGE });
    if (last === null) break;
    after = last;
    if (due.length === 0) continue;
    const ids = due.map(({ documentId }) => documentId);
    const loaded = await documents.loadForIndexing(database, { workspaceId, ids, anew: true });
    const started = performance.now();
    const texts = await indexer.texts(loaded);
    chunkingMs += performance.now() - started;
    count += loaded.length;
    chunks += texts.length;

    const fresh = new Map<string, string>();
    for (const text of texts) {
      const input = counter ? counter.cut(text, embedder.limits.maxTokensPerInput) : text;
      const digest = hash("sha256", input);
      if (!seen.has(digest)) fresh.set(digest, input);
      seen.add(digest);
    }
    const known = await cache.get(space, [...fresh.keys()]);
    cached += known.size;
    for (const [digest, text] of fresh) {
      if (known.has(digest)) continue;
      tokens += tokensOf(text);
      if (sampled.length < TIMED_TEXTS) sampled.push(text);
    }
  }
  const embedded = seen.size - cached;
  const price = description.embedder === "local" ? 0 : embeddingPrices.perMillionTokens[description.model];
  return {
    description,
    documents: count,
    ...{ chunks, texts: seen.size, cached, embedded, tokens },
    estimated: counter === undefined,
    cost:
      price === undefined ? null : { amount: (tokens / tokensPerPrice) * price, currency: embeddingPrices.currency },
    // How fast a provider answers is its own affair.
    seconds:
      description.embedder === "local"
        ? (chunkingMs + (await millisecondsPerText(embedder, sampled)) * embedded) / 1_000
        : null,
  };
}

async function millisecondsPerText(embedder: Embedder, texts: readonly string[]): Promise<number> {
  if (texts.length === 0) return 0;
  const started = performance.now();
  await embedder.embed(texts, { inputType: "document" });
  return (performance.now() - started) / texts.length;
}
