import { deletions } from "@tributary/database";
import { BATCH_MAX_REFERENCES } from "@tributary/validation";
import { ApiError, notFound } from "../error-answers.ts";
import type { Runtime } from "../runtime.ts";

/** Events handed to the workflow engine at once: each names at most 50 documents, together they stay well under 512 KB. */
const EVENTS_PER_REQUEST = 40;

/** Documents of a deletion looked up, or brought back, at once. */
const PAGE_SIZE = BATCH_MAX_REFERENCES * EVENTS_PER_REQUEST;
const RESTORED_PER_PAGE = BATCH_MAX_REFERENCES * 4;

type Parts = Pick<Runtime, "services" | "workflows">;
type Place = { readonly workspaceId: string; readonly sourceId: string };

/**
 * Releases or keeps the deletion that is held, when it is the one the fingerprint says. Released documents are deleted by
 * the workflows. Throws ApiError 409 when another deletion is held, or none.
 */
export async function decideDeletion(
  { services, workflows }: Parts,
  request: Place & { readonly decision: "release" | "keep"; readonly fingerprint: string; readonly by: string },
): Promise<{ readonly id: string; readonly count: number }> {
  const { workspaceId, sourceId, decision } = request;
  const { database } = services;
  const decided = await deletions.decide(database, request);
  if (!decided) {
    throw new ApiError(409, "changed", "This deletion is not held any more: look at what is, and decide about that.");
  }
  if (decision === "keep") return decided;
  const place = { workspaceId, sourceId, deletionId: decided.id };
  for (let after = "", part = 0; ; ) {
    const ids = await deletions.documentIds(database, { ...place, after, limit: PAGE_SIZE });
    const last = ids.at(-1);
    if (last === undefined) return decided;
    const events = inBatches(ids).map((documentIds) => {
      part += 1;
      const data = { workspaceId, sourceId, documentIds };
      return { id: `release:${decided.id}:${part}`, name: "documents.delete", data };
    });
    // They are marked: where the engine does not take this, the next sync deletes them.
    await send({ services, workflows }, events);
    after = last;
  }
}

/**
 * Brings back what a released deletion removed; the workflows index it, with the embeddings that are known. Returns how
 * many documents came back. Throws ApiError 404 and 409 when there is nothing that could be undone.
 */
export async function undoDeletion(
  { services, workflows }: Parts,
  request: Place & { readonly deletionId: string; readonly by: string },
): Promise<number> {
  const { workspaceId, sourceId, deletionId } = request;
  const { database } = services;
  const state = await deletions.beginUndo(database, request);
  if (state === "not-found") throw notFound("deletion", deletionId);
  if (state === "not-released") {
    throw new ApiError(409, "not-released", `Deletion ${deletionId} was never made: there is nothing to bring back.`);
  }
  if (state === "in-progress") {
    throw new ApiError(409, "in-progress", `Deletion ${deletionId} is still being made: try again when it is done.`);
  }
  let restored = 0;
  for (;;) {
    const ids = await deletions.restorePage(database, { ...request, limit: RESTORED_PER_PAGE });
    if (ids === null) return restored;
    restored += ids.length;
    const events = inBatches(ids).map((documentIds, part) => {
      const batchId = `undo:${deletionId}:${documentIds[0] ?? part}`;
      return { name: "embeddings.generate", data: { workspaceId, sourceId, batchId, documentIds } };
    });
    // They are marked as not indexed: where the engine does not take this, the next sync indexes them.
    if (events.length > 0) await send({ services, workflows }, events);
  }
}

async function send({ services, workflows }: Parts, events: { name: string; data: object }[]): Promise<void> {
  try {
    await workflows.inngest.send(events);
  } catch (error) {
    services.logger.error({ error }, "the workflow engine did not take an event");
  }
}

function inBatches(ids: readonly string[]): string[][] {
  return Array.from({ length: Math.ceil(ids.length / BATCH_MAX_REFERENCES) }, (_, index) =>
    ids.slice(index * BATCH_MAX_REFERENCES, (index + 1) * BATCH_MAX_REFERENCES),
  );
}
