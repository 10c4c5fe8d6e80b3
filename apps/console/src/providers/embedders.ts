import {
  createLocalEmbedder,
  type Embedder,
  EmbeddingError,
  LOCAL_DIMENSIONS,
  LOCAL_MODEL,
} from "@tributary/embedding";
import { createIndexingThread, type IndexingThread, indexConfiguration } from "@tributary/indexing";
import type { IndexDescription } from "@tributary/validation";
import type { Env } from "../env/env.ts";
import type { EmbedderSettings, EmbeddingProvider } from "../env/settings.ts";
import type { ProviderClients } from "./provider-clients.ts";

/** One embedder, for texts in bulk and for single queries. */
interface OpenEmbedder {
  readonly documents: Embedder;
  readonly queries: Embedder;
}

/** The embedders of the indexes there are: the configured one's, and of those made under another configuration. */
export interface Embedders {
  /** What an index is made with from now on. */
  readonly configured: { readonly description: IndexDescription; readonly configHash: string };
  /**
   * The embedder an index was made with. Throws `EmbeddingError` `unauthorized` when its provider's key is not set,
   * `model-not-found` when this version does not have it, and the provider's `invalid-options`.
   */
  open(description: IndexDescription): Promise<OpenEmbedder>;
  /** Where documents are chunked. */
  readonly thread: Pick<IndexingThread, "chunkDocuments">;
  close(): Promise<void>;
}

/** Names of the providers, for people, and where their key is looked for. */
const providers: Readonly<Record<string, { readonly title: string; readonly variable: string }>> = {
  cohere: { title: "Cohere", variable: "COHERE_API_KEY" },
  openai: { title: "OpenAI", variable: "OPENAI_API_KEY" },
} satisfies Record<EmbeddingProvider, { readonly title: string; readonly variable: string }>;

/** Opens the configured embedder; others are opened when an index needs them. Throws `EmbeddingError` for bad options. */
export async function createEmbedders(
  env: Pick<Env, "embedder">,
  clients: ProviderClients,
  /** What makes a thread to chunk on, or what stands in for one where there are none. */
  createThread: typeof createIndexingThread = createIndexingThread,
): Promise<Embedders> {
  const threads = new Map<number, IndexingThread>();
  const threadOf = (dimensions: number): IndexingThread => {
    const thread = threads.get(dimensions) ?? createThread({ dimensions });
    threads.set(dimensions, thread);
    return thread;
  };
  const opened = new Map<string, Promise<OpenEmbedder>>();
  const openOnce = (settings: EmbedderSettings): Promise<OpenEmbedder> => {
    const key = JSON.stringify([settings.kind, settings.model, settings.dimensions]);
    const opening =
      opened.get(key) ??
      (settings.kind === "local"
        ? Promise.resolve(openLocal(settings, threadOf))
        : openProvider(clients, settings.kind, settings));
    opened.set(key, opening);
    opening.catch(() => opened.delete(key));
    return opening;
  };

  const { documents } = await openOnce(env.embedder);
  const { configHash, model, dimensions, kind, chunker, analyzer, chunking, contextHeader } = indexConfiguration({
    embedder: documents,
  });
  const description: IndexDescription = {
    ...{ embedder: env.embedder.kind, model, dimensions, kind, chunker, analyzer },
    options: { ...chunking, contextHeader },
  };
  return {
    configured: { description, configHash },
    thread: threadOf(LOCAL_DIMENSIONS),
    async open(index) {
      const same = index.embedder === description.embedder && index.model === model && index.dimensions === dimensions;
      if (same) return openOnce(env.embedder);
      return openOnce({
        kind: index.embedder as EmbedderSettings["kind"],
        model: index.model,
        dimensions: index.dimensions,
      });
    },
    async close() {
      await Promise.all([...threads.values()].map((thread) => thread.close()));
    },
  };
}

function openLocal(settings: EmbedderSettings, threadOf: (dimensions: number) => IndexingThread): OpenEmbedder {
  const { model = LOCAL_MODEL, dimensions = LOCAL_DIMENSIONS } = settings;
  if (model !== LOCAL_MODEL) {
    throw new EmbeddingError(
      "model-not-found",
      `This version of Tributary embeds texts here with ${LOCAL_MODEL}, not with ${model}: ${remedy}`,
    );
  }
  // A query is embedded faster than a thread is started.
  return { documents: threadOf(dimensions).embedder, queries: createLocalEmbedder({ dimensions }) };
}

/** What helps when an index's embedder is not to be had any more. */
const remedy = "make the index anew with what is configured.";

async function openProvider(
  clients: ProviderClients,
  kind: EmbeddingProvider,
  settings: EmbedderSettings,
): Promise<OpenEmbedder> {
  const { model, dimensions } = settings;
  const choice = { ...(model !== undefined && { model }), ...(dimensions !== undefined && { dimensions }) };
  const { createCohereEmbedder, createOpenAIEmbedder } = await import("@tributary/embedding");
  let embedder: Embedder;
  if (kind === "cohere") {
    embedder = createCohereEmbedder({ client: await clientOf(clients.cohere(), kind, model), ...choice });
  } else {
    embedder = createOpenAIEmbedder({ client: await clientOf(clients.openai(), kind, model), ...choice });
  }
  return { documents: embedder, queries: embedder };
}

function clientOf<Client>(client: Promise<Client> | undefined, kind: EmbeddingProvider, model: string | undefined) {
  if (client !== undefined) return client;
  const { title = kind, variable = "its key" } = providers[kind] ?? {};
  throw new EmbeddingError(
    "unauthorized",
    `The index was made with ${title}'s ${model}, and ${variable} is not set: set it, or ${remedy}`,
  );
}
