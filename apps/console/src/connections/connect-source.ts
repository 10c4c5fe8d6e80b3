import { sources } from "@tributary/database";
import { isSourceError, type Source } from "@tributary/source";
import { connectedSourceSchema, type connectSourceSchema } from "@tributary/validation";
import type { z } from "zod";
import { ApiError } from "../error-answers.ts";
import type { Runtime } from "../runtime.ts";
import type { Services } from "../services.ts";
import { sourceDefinitions } from "../sources.ts";
import { buildSource } from "./source-pool.ts";

/**
 * Connects a source after checking that it can be used: its configuration fits and the adapter reaches it. Connecting
 * the same place again returns the source that is there, with its configuration brought up to date.
 */
export async function connectSource(
  services: Services,
  workspaceId: string,
  request: z.infer<typeof connectSourceSchema>,
): Promise<z.infer<typeof connectedSourceSchema>> {
  const { kind, config } = request;
  const { database, credentials: vault, logger } = services;
  const definition = sourceDefinitions.get(kind);
  const parsed = definition?.configSchema.safeParse(config);
  const key = definition && parsed?.success ? definition.key(parsed.data) : null;
  const known = key === null ? null : await sources.find(database, { workspaceId, kind, key });
  const held = known && (await vault.read(database, { workspaceId, sourceId: known.id }));
  const signIn = request.credentials ?? held ?? null;
  const source = openOrRefuse({ kind, config, credentials: signIn, logger });
  try {
    const account = await source.validate();
    // Both or neither: a source without the credentials it was given could not be synced.
    return await database.transaction(async (transaction) => {
      const connected = await sources.connect(transaction, {
        workspaceId,
        kind,
        key: key ?? "",
        name: request.name ?? account.title ?? account.name,
        config,
      });
      if (request.credentials !== undefined) {
        await vault.store(transaction, { workspaceId, sourceId: connected.source.id }, request.credentials);
      }
      const restored = known?.status === "archived";
      return connectedSourceSchema.parse({ ...connected, restored, capabilities: account.capabilities });
    });
  } finally {
    await source.close?.();
  }
}

/**
 * Connects a source, or finds it, and unless told otherwise, or it is paused, has it checked and synced whole. Throws ApiError 503 when the
 * workflows cannot be asked: the source is connected then, and asking again does no harm.
 */
export async function connectAndSync(
  { services, workflows }: Pick<Runtime, "services" | "workflows">,
  workspaceId: string,
  request: z.infer<typeof connectSourceSchema>,
): Promise<z.infer<typeof connectedSourceSchema>> {
  const connected = await connectSource(services, workspaceId, request);
  if (!request.sync || connected.source.status === "paused") return connected;
  try {
    const data = { workspaceId, sourceId: connected.source.id };
    await workflows.inngest.send({ name: "source.connected", data });
  } catch (error) {
    services.logger.error({ error }, "the workflow engine did not take an event");
    const message = "The source is connected, but the workflow engine cannot be reached: ask again to have it synced.";
    throw new ApiError(503, "unavailable", message);
  }
  return connected;
}

/** What does not fit is the request's fault here, not the source's. */
function openOrRefuse(given: Parameters<typeof buildSource>[0]): Source {
  try {
    return buildSource(given);
  } catch (error) {
    if (isSourceError(error)) throw new ApiError(400, error.code, error.message);
    throw error;
  }
}
