import type { DataFolderLock } from "@tributary/database";
import type { Logger } from "pino";
import type { Env } from "./env/env.ts";
import { openTracing } from "./observability/open-tracing.ts";
import { createEmbedders } from "./providers/embedders.ts";
import { createProviderClients } from "./providers/provider-clients.ts";
import { createReranker } from "./providers/reranker.ts";
import { createServices, type Services } from "./services.ts";
import { openStores } from "./stores.ts";
import { createWorkflowProcess } from "./workflow-process/supervisor.ts";
import { createEmbeddedWorkflows, createServedWorkflows, type Workflows } from "./workflows.ts";

/** A process's services, and its workflows wherever they run. */
export interface Runtime {
  readonly env: Env;
  readonly services: Services;
  readonly workflows: Workflows;
  readonly lock: DataFolderLock;
  /** API key of this machine's owner, kept in the data folder. */
  readonly localKey: string;
  close(): Promise<void>;
}

/** Where the embedded engine runs the workflows: in this process, in one of their own, or nowhere (events are kept). */
export type WorkflowsPlace = "here" | "worker" | "nowhere";

/**
 * Opens everything the environment asks for; the embedded engine takes up what an earlier process left. Throws
 * DataFolderBusyError when another process owns the data folder.
 */
export async function createRuntime(
  env: Env,
  options: { readonly command: string; readonly workflows: WorkflowsPlace; readonly logger: Logger },
): Promise<Runtime> {
  const { logger } = options;
  const closers: (() => Promise<void>)[] = [];
  const close = async () => {
    while (closers.length > 0) await closers.pop()?.();
  };
  try {
    const stores = await openStores(env, options);
    closers.push(() => stores.close());
    const { lock, database, store, localKey, secretKeys } = stores;
    const clients = createProviderClients(env.providers);
    const reranker = createReranker(env, clients);
    const tracing = await openTracing(env, "console");
    closers.push(() => tracing.close());
    const { services, close: closeServices } = createServices({
      database,
      store,
      logger,
      secretKeys,
      embedders: await createEmbedders(env, clients),
      outlets: env.outlets,
      ...(reranker && { reranker }),
      rememberQueries: env.rememberQueries,
      tracing,
      // The data folder, and the vectors in it, belong to one process.
      soleWriter: env.vectors.kind === "lancedb",
    });
    closers.push(closeServices);
    const workflows = await openWorkflows(env, services, { place: options.workflows, secretKeys });
    closers.push(() => workflows.close());
    return { env, services, workflows, lock, localKey, close };
  } catch (error) {
    await close();
    throw error;
  }
}

function openWorkflows(
  env: Env,
  services: Services,
  { place, secretKeys }: { readonly place: WorkflowsPlace; readonly secretKeys: readonly Uint8Array[] },
): Workflows | Promise<Workflows> {
  if (env.engine.kind === "server") return createServedWorkflows(services, env.engine);
  if (place === "worker") return createWorkflowProcess(services, { env, secretKeys });
  return createEmbeddedWorkflows(services, { home: env.home, work: place === "here" });
}
