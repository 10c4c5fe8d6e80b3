import { type Database, type Source, sources } from "@tributary/database";
import { ApiError, notFound } from "../error-answers.ts";

/** A source of the workspace that is connected; answers 404 where there is none, 409 for one that is disconnected. */
export async function connectedSource(
  database: Database,
  { workspaceId, sourceId }: { readonly workspaceId: string; readonly sourceId: string },
): Promise<Source> {
  const source = await sources.get(database, workspaceId, sourceId);
  if (!source) throw notFound("source", sourceId);
  if (source.status === "archived") {
    throw new ApiError(409, "disconnected", `Source ${sourceId} is disconnected: restore it first.`);
  }
  return source;
}
