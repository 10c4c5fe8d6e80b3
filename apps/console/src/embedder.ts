import { createCohereEmbedder, createOpenAIEmbedder, type Embedder } from "@tributary/embedding";
import { createCohereClient } from "@tributary/vendor-cohere";
import { createOpenAIClient } from "@tributary/vendor-openai";
import type { EmbedderSettings } from "./env.ts";

/** The embedder of a provider; null where texts are embedded on this machine. */
export function createProviderEmbedder(settings: EmbedderSettings): Embedder | null {
  if (settings.kind === "local") return null;
  const { kind, apiKey, baseUrl, model, dimensions } = settings;
  const connection = { apiKey, ...(baseUrl !== undefined && { baseUrl }) };
  const choice = { ...(model !== undefined && { model }), ...(dimensions !== undefined && { dimensions }) };
  return kind === "cohere"
    ? createCohereEmbedder({ client: createCohereClient(connection), ...choice })
    : createOpenAIEmbedder({ client: createOpenAIClient(connection), ...choice });
}
