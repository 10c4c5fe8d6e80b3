import type { Database, Source } from "@tributary/database";
import { ApiError } from "../error-answers.ts";
import { connectedSource } from "./connected-source.ts";

/**
 * A source of the workspace that a person may have synced, or read again in part; answers 404 where there is none, 409 while
 * it is paused or disconnected.
 */
export async function syncableSource(
  database: Database,
  place: { readonly workspaceId: string; readonly sourceId: string },
): Promise<Source> {
  const source = await connectedSource(database, place);
  if (source.status === "paused") {
    throw new ApiError(409, "paused", `Source ${source.id} is paused: resume it first.`);
  }
  return source;
}
