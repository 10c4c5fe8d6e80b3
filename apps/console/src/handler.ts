// What serves the workflows to an Inngest server wherever a Request becomes a Response: Node, Vercel, Netlify, Deno.
import { type Database, openDatabase } from "@tributary/database";
import { createInlineIndexing } from "@tributary/indexing";
import type { VectorStore } from "@tributary/vector-store";
import { createInngestClient } from "@tributary/vendor-inngest";
import { serve } from "inngest/edge";
import { type Logger, pino } from "pino";
import { type Env, EnvError, readEnv } from "./env/env.ts";
import { createFunctions } from "./inngest/functions/index.ts";
import { APP_ID } from "./inngest/workflow.ts";
import { createEmbedders } from "./providers/embedders.ts";
import { createProviderClients } from "./providers/provider-clients.ts";
import { createServices } from "./services.ts";

/** Connections one instance opens: platforms start as many instances as there are calls. */
const MAX_CONNECTIONS = 4;

/** Answers the calls of an Inngest server, at whatever path it is served. */
export interface Handler {
  (request: Request): Promise<Response>;
  /** Closes what the first call opened. */
  close(): Promise<void>;
}

/** What keeps the data, and what lets go of it. */
interface HandlerStores {
  readonly database: Database;
  readonly store: VectorStore;
  readonly secretKeys: readonly Uint8Array[];
  /** Whether everything is somewhere else: then nothing native is loaded and no thread is started. */
  readonly remote: boolean;
  close(): Promise<void>;
}

/**
 * A handler over the settings a console is given by its environment. Stores are opened at the first call. With
 * `DATABASE_URL`, `PINECONE_API_KEY` and `TRIBUTARY_ENCRYPTION_KEY` it runs where nothing native can be loaded; a console
 * of the same version must have brought the database's schema up to date. Without, it owns the data folder
 * `TRIBUTARY_HOME` like any other process. Throws EnvError for settings that cannot be used, Inngest's keys among them.
 */
export function createHandler(
  settings: Readonly<Record<string, string | undefined>>,
  options: { readonly logger?: Logger } = {},
): Handler {
  const env = readEnv({ ...settings });
  const { engine } = env;
  if (engine.kind === "embedded") {
    const message = "INNGEST_EVENT_KEY and INNGEST_SIGNING_KEY: are needed to serve the workflows to an Inngest server";
    throw new EnvError(`The environment has settings that cannot be used:\n  ${message}`);
  }
  const logger = options.logger ?? createHandlerLogger(env);

  const open = async () => {
    const stores = await openHandlerStores(env, logger);
    const clients = createProviderClients(env.providers);
    const { database, store, secretKeys } = stores;
    const { services, close } = createServices({
      ...{ database, store, logger, secretKeys },
      embedders: await createEmbedders(env, clients, stores.remote ? createInlineIndexing : undefined),
      outlets: env.outlets,
      rememberQueries: env.rememberQueries,
      soleWriter: false,
    });
    const inngest = createInngestClient({ id: APP_ID, logger, connection: engine });
    return {
      answer: serve({ client: inngest, functions: createFunctions({ inngest, services }) }),
      async close() {
        await close();
        await stores.close();
      },
    };
  };

  let opened: ReturnType<typeof open> | undefined;
  const handle = async (request: Request): Promise<Response> => {
    opened ??= open();
    let answer: (request: Request) => Promise<Response>;
    try {
      ({ answer } = await opened);
    } catch (error) {
      // The next call tries again.
      opened = undefined;
      logger.error({ error }, "the stores could not be opened");
      const message = "The stores cannot be opened at the moment; the log of the function says why.";
      return Response.json({ error: { code: "unavailable", message } }, { status: 503 });
    }
    return answer(request);
  };
  return Object.assign(handle, {
    async close() {
      const closing = opened;
      opened = undefined;
      await (await closing)?.close();
    },
  });
}

async function openHandlerStores(env: Env, logger: Logger): Promise<HandlerStores> {
  const { databaseUrl, vectors, secretKeys } = env;
  if (databaseUrl === undefined || vectors.kind !== "pinecone" || secretKeys === undefined) {
    const { openStores } = await import("./stores.ts");
    return { ...(await openStores(env, { command: "tributary handler", logger })), remote: false };
  }
  const database = await openDatabase({
    kind: "postgres",
    url: databaseUrl,
    maxConnections: MAX_CONNECTIONS,
    migrate: false,
  });
  const { createPineconeStore } = await import("@tributary/pinecone");
  const { apiKey, index, controlUrl } = vectors;
  const store = createPineconeStore({
    client: { apiKey, ...(controlUrl && { controlUrl }) },
    index,
    onTrim: ({ namespace, id, fields }) =>
      logger.warn({ namespace, id, fields }, "a chunk was cut to fit into Pinecone's 40 KB of metadata"),
  });
  const close = async () => {
    await store.close();
    await database.close();
  };
  return { database, store, secretKeys, remote: true, close };
}

/** JSON lines on standard error, without the threads and files that not every platform has. */
function createHandlerLogger(env: Env): Logger {
  return pino({ level: env.logLevel ?? "warn", base: null }, { write: (line) => void process.stderr.write(line) });
}
