import { type SearchIndex, searchIndexes, workspaces } from "@tributary/database";
import type { IndexStatus, Rebuild } from "@tributary/validation";
import type { Runtime } from "../runtime.ts";
import type { Services } from "../services.ts";
import { namespaceOf } from "./search-indexes.ts";

/** The event that has an index built, or goes on building it. The same beginning always has the same id. */
export function rebuildEvent({ id, workspaceId, attempt }: SearchIndex) {
  return {
    id: `index.rebuild:${id}:${attempt}`,
    name: "index.rebuild" as const,
    data: { workspaceId, indexId: id },
  };
}

/** The event that has the vectors of indexes removed that are not used any more. */
export function cleanUpEvent(workspaceId: string) {
  return { name: "index.rebuild" as const, data: { workspaceId } };
}

/** Whether an index costs nothing to build, so that it is built without asking. */
function isFree({ configured }: Services["indexes"]): boolean {
  return configured.description.embedder === "local";
}

/**
 * Begins to build the configured index, or goes on with it; null when it is the active one. What is returned may also be
 * held for a person. The caller sends `rebuildEvent` for one that is being built.
 */
export async function beginRebuild(services: Services, workspaceId: string): Promise<SearchIndex | null> {
  const { database, indexes } = services;
  const { configured } = indexes;
  const active = await indexes.active(workspaceId);
  if (active.configHash === configured.configHash) return null;
  const namespace = (id: string) => namespaceOf(workspaceId, configured.description, id);
  return searchIndexes.begin(database, { workspaceId, ...configured, namespace });
}

/**
 * The events a workspace needs so that its index becomes what is configured: to build it, where that costs nothing and
 * nobody has decided otherwise, and to remove what earlier ones left.
 */
export async function dueEvents(services: Services, workspaceId: string) {
  const { database, indexes } = services;
  const { configHash } = indexes.configured;
  const active = await indexes.active(workspaceId);
  if (active.configHash !== configHash && isFree(indexes)) {
    if (!(await searchIndexes.isUnwanted(database, workspaceId, configHash))) {
      const next = await beginRebuild(services, workspaceId);
      if (next?.state === "building") return [rebuildEvent(next)];
    }
  }
  const leaving = await searchIndexes.leaving(database, workspaceId);
  return leaving.length > 0 ? [cleanUpEvent(workspaceId)] : [];
}

/** Sends every workspace's `dueEvents`; an engine that cannot be reached gets them with the next sync. */
export async function startDueRebuilds({
  services,
  workflows,
}: Pick<Runtime, "services" | "workflows">): Promise<void> {
  for (const { id } of await workspaces.list(services.database)) {
    const events = await dueEvents(services, id);
    try {
      if (events.length > 0) await workflows.inngest.send(events);
    } catch (error) {
      services.logger.warn({ error, workspaceId: id }, "building the configured index will start with the next sync");
    }
  }
}

/** What is searched, what is configured, and what is being done about the difference. */
export async function indexStatus(services: Services, workspaceId: string): Promise<IndexStatus> {
  const { database, indexes } = services;
  const { id, namespace, description, quality, configHash, activatedAt, createdAt } = await indexes.active(workspaceId);
  const { configured } = indexes;
  const next = await searchIndexes.next(database, workspaceId);
  const due = configHash !== configured.configHash;
  const unwanted = due && (await searchIndexes.isUnwanted(database, workspaceId, configured.configHash));
  return {
    active: { id, namespace, description, quality, since: activatedAt ?? createdAt },
    configured: configured.description,
    due,
    automatic: isFree(indexes) && !unwanted,
    rebuild: next && (await describeRebuild(services, next)),
  };
}

async function describeRebuild({ database }: Services, index: SearchIndex): Promise<Rebuild> {
  const { id, state, description, total, chunks, embedded, cached, quality, problem, createdAt } = index;
  const { done, failed } = await searchIndexes.countBuilt(database, index);
  return {
    ...{ id, description, chunks, embedded, cached, quality, problem },
    state: state as Rebuild["state"],
    documents: { done, total: Math.max(total, done), failed },
    startedAt: createdAt,
  };
}
