import type { Embedder } from "@tributary/embedding";
import type { EmbedderSettings } from "./env.ts";

/**
 * The embedder of a provider; null where texts are embedded on this machine. The provider's client is loaded only here:
 * it would take a good part of a short command's time.
 */
export async function createProviderEmbedder(settings: EmbedderSettings): Promise<Embedder | null> {
  if (settings.kind === "local") return null;
  const { kind, apiKey, baseUrl, model, dimensions } = settings;
  const { createCohereEmbedder, createOpenAIEmbedder } = await import("@tributary/embedding");
  const connection = { apiKey, ...(baseUrl !== undefined && { baseUrl }) };
  const choice = { ...(model !== undefined && { model }), ...(dimensions !== undefined && { dimensions }) };
  if (kind === "cohere") {
    const { createCohereClient } = await import("@tributary/vendor-cohere");
    return createCohereEmbedder({ client: createCohereClient(connection), ...choice });
  }
  const { createOpenAIClient } = await import("@tributary/vendor-openai");
  return createOpenAIEmbedder({ client: createOpenAIClient(connection), ...choice });
}
