import { DatabaseError, type Source, sources } from "@tributary/database";
import { isSourceError } from "@tributary/source";
import type { Services } from "../../../services.ts";
import { sourceDefinitions } from "../../../sources.ts";

/**
 * Takes over the name a repository has now, as its provider gives it: deliveries of a renamed one carry its new name only.
 * One that cannot be seen any more keeps its name; the sync that follows says what is wrong with it.
 */
export async function followRename(services: Services, held: Source): Promise<void> {
  const { workspaceId, id, config } = held;
  const source = await services.sources.open(workspaceId, id);
  const account = await source.validate().catch((error: unknown) => {
    if (isSourceError(error) && !error.retryable) return null;
    throw error;
  });
  const definition = sourceDefinitions.get(held.kind);
  const name = account?.title;
  if (!definition || name === undefined || name === config.repository) return;
  const renamed = { ...config, repository: name };
  const parsed = definition.configSchema.safeParse(renamed);
  if (!parsed.success) return;
  try {
    const key = definition.key(parsed.data);
    // A name a person gave stays.
    const shown = held.name.replace(String(config.repository), name);
    await sources.reconfigure(services.database, { workspaceId, sourceId: id, key, name: shown, config: renamed });
  } catch (error) {
    // Another source of the workspace is of that name already: it goes on by itself.
    if (!(error instanceof DatabaseError) || error.code !== "constraint") throw error;
  }
}
