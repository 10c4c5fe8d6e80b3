import type { Reranker } from "@tributary/search";
import type { VectorStore } from "@tributary/vector-store";
import type { Tracing } from "@tributary/vendor-observability";
import { noTracing } from "./no-tracing.ts";

/** A store whose queries are traced. */
export function traceStore(store: VectorStore, tracing: Tracing): VectorStore {
  if (tracing === noTracing) return store;
  return {
    ...store,
    query(namespace, query) {
      const attributes = { "query.by": query.by, "query.limit": query.limit };
      return tracing.run(`vectors by ${query.by}`, { attributes }, async (span) => {
        const hits = await store.query(namespace, query);
        span.describe({ "query.hits": hits.length });
        return hits;
      });
    },
  };
}

/** A reranker that is traced. */
export function traceReranker(reranker: Reranker, tracing: Tracing): Reranker {
  if (tracing === noTracing) return reranker;
  const attributes = { model: reranker.model };
  return {
    ...reranker,
    rerank: (...parameters) => tracing.run("rerank", { attributes }, () => reranker.rerank(...parameters)),
  };
}
