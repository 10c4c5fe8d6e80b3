import { hash } from "node:crypto";
import type { DocumentReference } from "@tributary/validation";
import { type Database, jobs, type StorableDocument, sources, workspaces } from "../index.ts";

let counter = 0;

/** A workspace with one source and one running job, of its own for each test. */
export async function createScope(database: Database): Promise<{
  readonly workspaceId: string;
  readonly sourceId: string;
  readonly jobId: string;
}> {
  counter += 1;
  const workspaceId = `workspace-${counter}`;
  await workspaces.ensure(database, { id: workspaceId, name: workspaceId });
  const sourceId = await createSource(database, workspaceId);
  const { job } = await jobs.start(database, { workspaceId, sourceId, claim: "run-1", mode: "full", trigger: "test" });
  return { workspaceId, sourceId, jobId: job.id };
}

/** Another source in a workspace. */
export async function createSource(database: Database, workspaceId: string): Promise<string> {
  counter += 1;
  const key = `key-${counter}`;
  const { source } = await sources.connect(database, {
    workspaceId,
    kind: "git",
    key,
    name: key,
    config: { path: "/" },
  });
  return source.id;
}

/** The reference of a document. */
export function reference(id: string, version = "v1"): DocumentReference {
  return { id, version, type: "file", size: 10, locator: { path: id } };
}

/** A document ready to be stored. */
export function storable(id: string, fields: Partial<StorableDocument> = {}): StorableDocument {
  const content = fields.content ?? `content of ${id}`;
  const version = fields.version ?? "v1";
  return {
    ...{ id, source: "git", type: "file", title: id, format: "text", version, content },
    reference: reference(id, version),
    contentHash: hash("sha256", content),
    ...fields,
  };
}
