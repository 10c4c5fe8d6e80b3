import { createCohereReranker, type Reranker } from "@tributary/search";
import type { Env } from "../env/env.ts";
import type { ProviderClients } from "./provider-clients.ts";

/** The reranker the environment asks for, opened at the first search; undefined when it asks for none. */
export function createReranker({ reranker }: Pick<Env, "reranker">, clients: ProviderClients): Reranker | undefined {
  if (reranker.kind === "none") return undefined;
  const { model } = reranker;
  let opened: Promise<Reranker> | undefined;
  return {
    model: model ?? "Cohere's reranker",
    async rerank(query, texts, options) {
      const client = clients.cohere();
      if (client === undefined) throw new Error("COHERE_API_KEY is not set.");
      opened ??= client.then((found) => createCohereReranker({ client: found, ...(model !== undefined && { model }) }));
      return (await opened).rerank(query, texts, options);
    },
  };
}
