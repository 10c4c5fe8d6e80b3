import { hash } from "node:crypto";
import { join } from "node:path";
import { connect } from "@lancedb/lancedb";
import { documents, sources } from "@tributary/database";
import type { Runtime } from "../runtime.ts";
import { DEFAULT_WORKSPACE } from "../stores.ts";

/** Everything a data folder holds that a search can show, without times and random ids: equal for equal syncs. */
export interface State {
  readonly documents: readonly string[];
  readonly vectors: readonly string[];
  readonly hash: string;
}

/** Reads the state a runtime's data folder is in; `plain` takes out of a row's text what may differ. */
export async function readState(runtime: Runtime, plain = (text: string) => text): Promise<State> {
  const { database } = runtime.services;
  const rows: string[] = [];
  for (const source of await sources.list(database, DEFAULT_WORKSPACE.id)) {
    const scope = { workspaceId: DEFAULT_WORKSPACE.id, sourceId: source.id };
    for await (const id of documents.ids(database, scope)) {
      const held = await documents.get(database, DEFAULT_WORKSPACE.id, id);
      if (!held) continue;
      const { document, status, chunkCount } = held;
      const content = hash("sha256", plain(JSON.stringify(document)));
      rows.push(plain(JSON.stringify([id, document.version, status, chunkCount, content])));
    }
  }
  rows.sort();
  const vectors = await readVectors(join(runtime.env.home, "vectors"), plain);
  return { documents: rows, vectors, hash: hash("sha256", [...rows, ...vectors].join("\n")) };
}

async function readVectors(directory: string, plain: (text: string) => string): Promise<string[]> {
  const connection = await connect(directory);
  const rows: string[] = [];
  for (const name of await connection.tableNames()) {
    const table = await connection.openTable(name);
    for (const row of await table.query().toArray()) {
      const fields = row.toJSON();
      const vector = fields.vector as { toArray(): Float32Array };
      const text = JSON.stringify({ ...fields, vector: Array.from(vector.toArray()) }, (_key, value) =>
        typeof value === "bigint" ? Number(value) : value,
      );
      // A source's id is random, and every data folder here has a source of its own.
      rows.push(`${fields.id} ${hash("sha256", plain(text).replaceAll(String(fields.sourceId), "source"))}`);
    }
    table.close();
  }
  connection.close();
  return rows.sort();
}
