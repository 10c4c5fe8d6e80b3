import { sources } from "@tributary/database";
import { isSourceError, type Source } from "@tributary/source";
import { connectedSourceSchema, type connectSourceSchema } from "@tributary/validation";
import type { z } from "zod";
import { ApiError } from "./error-answers.ts";
import type { Services } from "./services.ts";
import { buildSource } from "./source-pool.ts";
import { sourceDefinitions } from "./sources.ts";

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
        name: request.name ?? account.name,
        config,
      });
      if (request.credentials !== undefined) {
        await vault.store(transaction, { workspaceId, sourceId: connected.source.id }, request.credentials);
      }
      return connectedSourceSchema.parse({ ...connected, capabilities: account.capabilities });
    });
  } finally {
    await source.close?.();
  }
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
