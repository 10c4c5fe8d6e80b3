import type { Embedder } from "@tributary/embedding";
import type { Embedders } from "../providers/embedders.ts";
import type { Telemetry } from "./telemetry.ts";

/** Embedders that tell how long they take. */
export function observeEmbedders(embedders: Embedders, telemetry: Telemetry): Embedders {
  const observed = new WeakMap<Embedder, Embedder>();
  const observe = (embedder: Embedder): Embedder => {
    const known = observed.get(embedder);
    if (known) return known;
    const { model } = embedder;
    const made: Embedder = {
      ...embedder,
      async embed(texts, options) {
        const started = performance.now();
        const report = (failed: boolean) =>
          telemetry.embedded({
            ...{ model, failed, purpose: options.inputType },
            texts: texts.length,
            seconds: (performance.now() - started) / 1_000,
          });
        try {
          const attributes = { "embedding.model": model, "embedding.texts": texts.length };
          const vectors = await telemetry.tracing.run(`embed ${options.inputType}`, { attributes }, () =>
            embedder.embed(texts, options),
          );
          report(false);
          return vectors;
        } catch (error) {
          report(true);
          throw error;
        }
      },
    };
    observed.set(embedder, made);
    return made;
  };
  return {
    ...embedders,
    async open(description) {
      const { documents, queries } = await embedders.open(description);
      return { documents: observe(documents), queries: observe(queries) };
    },
  };
}
