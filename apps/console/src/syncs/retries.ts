import { documents } from "@tributary/database";
import type { Job } from "@tributary/validation";
import { ApiError, notFound } from "../error-answers.ts";
import type { Runtime } from "../runtime.ts";
import { requestSync } from "./sync-requests.ts";
import { syncableSource } from "./syncable-source.ts";

type Able = Pick<Runtime, "services" | "workflows">;

/** The sync that tries documents again, and how many wait for it. */
export interface Retry {
  readonly job: Job;
  readonly created: boolean;
  readonly documents: number;
}

/** Has every document of a source read and indexed again that failed; answers 409 when there is none, or it is paused. */
export async function retrySource(
  runtime: Able,
  place: { readonly workspaceId: string; readonly sourceId: string },
): Promise<Retry> {
  await syncableSource(runtime.services.database, place);
  const asked = await documents.askAgain(runtime.services.database, place);
  if (asked === 0) throw new ApiError(409, "not-failed", "No document of this source has failed: nothing to retry.");
  return request(runtime, place, asked);
}

/** Has one document read and indexed again that failed; answers 409 when it has not, or its source is paused. */
export async function retryDocument(
  runtime: Able,
  { workspaceId, id }: { readonly workspaceId: string; readonly id: string },
): Promise<Retry> {
  const { database } = runtime.services;
  const held = await documents.get(database, workspaceId, id);
  if (!held) throw notFound("document", id);
  const place = { workspaceId, sourceId: held.sourceId };
  await syncableSource(database, place);
  const asked = await documents.askAgain(database, { ...place, id });
  if (asked === 0) {
    throw new ApiError(409, "not-failed", `Document ${id} has not failed: it is ${held.status}, nothing to retry.`);
  }
  return request(runtime, place, asked);
}

/** A sync of no listing, which takes up what is pending; any other that is queued or running does too. */
async function request(
  runtime: Able,
  place: { readonly workspaceId: string; readonly sourceId: string },
  asked: number,
): Promise<Retry> {
  const requested = await requestSync(runtime, {
    ...place,
    mode: "incremental",
    trigger: "retry",
    changes: { references: [] },
  });
  return { ...requested, documents: asked };
}
