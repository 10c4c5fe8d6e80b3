import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { connect } from "@lancedb/lancedb";
import { documentOf, seededRandom } from "@tributary/vector-store/testing";
import { describe, expect, it } from "vitest";
import { createLanceStore } from "./lance-store.ts";
import { leftoverOf } from "./leftovers.ts";
import { recordTable } from "./schema.ts";

/** Every document in every version has another number of chunks: replacing one grows, shrinks, creates or ends it. */
const writer = `
  import { writeSync } from "node:fs";
  const [directory, first] = process.argv.slice(1);
  const { createLanceStore } = await import(${JSON.stringify(pathToFileURL(join(import.meta.dirname, "lance-store.ts")).href)});
  const store = createLanceStore({ directory });
  await store.ensure("w", { dimensions: 16 });
  const fields = { source: "git", sourceId: "s", type: "file", title: "", path: null, url: null, repository: null,
    author: null, state: null, updatedAt: null, startLine: 1, endLine: 1, heading: "" };
  const vector = new Float32Array(16).fill(1);
  for (let version = Number(first); ; version += 1) {
    const documents = Array.from({ length: 8 }, (_, index) => {
      const documentId = "document " + ((version + index) % 12);
      const count = (version * 5 + index * 3) % 6;
      const records = Array.from({ length: count }, (_, ordinal) =>
        ({ id: documentId + "#" + ordinal, documentId, vector, text: String(version), lexical: "x", fields: { ...fields, ordinal } }));
      return { documentId, records };
    });
    await store.replaceDocuments("w", documents);
    if (version % 25 === 0) await store.optimize("w");
    writeSync(1, version + "\\n");
  }`;

/** What the store holds once these versions were written: the version of each chunk by id. */
function stateAfter(version: number): Map<string, string> {
  const state = new Map<string, string>();
  for (let written = Math.max(1, version - 12); written <= version; written += 1) {
    for (let index = 0; index < 8; index += 1) {
      const documentId = `document ${(written + index) % 12}`;
      for (let ordinal = 0; ordinal < 6; ordinal += 1) state.delete(`${documentId}#${ordinal}`);
      const count = (written * 5 + index * 3) % 6;
      for (let ordinal = 0; ordinal < count; ordinal += 1) state.set(`${documentId}#${ordinal}`, String(written));
    }
  }
  return state;
}

/** Runs the writer from a version on and kills it some time after its first write; resolves to what it acknowledged last. */
async function writeUntilKilled(directory: string, first: number, milliseconds: number): Promise<number> {
  const child = spawn(process.execPath, ["--input-type=module", "--eval", writer, directory, String(first)], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  let complaints = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    if (output === "") void setTimeout(milliseconds).then(() => child.kill("SIGKILL"));
    output += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    complaints += text;
  });
  const signal = await new Promise((resolve) => child.on("close", (_, ended) => resolve(ended)));
  expect(signal, complaints).toBe("SIGKILL");
  return Number(output.trimEnd().split("\n").at(-1));
}

async function killAgainAndAgain(seed: number, kills: number): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), "tributary-lancedb-crash-"));
  const random = seededRandom(seed);
  let first = 1;
  for (let kill = 0; kill < kills; kill += 1) {
    const acknowledged = await writeUntilKilled(directory, first, random() * 250);
    const store = createLanceStore({ directory });
    const vector = new Float32Array(16).fill(1);
    const hits = await store.query("w", { by: "vector", vector, limit: 1_000 });
    const ids = await Array.fromAsync(store.listIds("w"));
    await store.close();
    const found = new Map(hits.map(({ id, text }) => [id, text]));
    expect(ids.sort(), "each id once").toEqual([...found.keys()].sort());
    const whole = [acknowledged, acknowledged + 1].map(stateAfter);
    expect(whole, `seed ${seed}, killed after ${acknowledged}`).toContainEqual(found);
    first = acknowledged + 1;
  }
  await rm(directory, { recursive: true });
}

describe("a process killed while it writes", () => {
  it("leaves whole replacements only, at ten moments, and the next one goes on", { timeout: 120_000 }, async () => {
    await Promise.all([20_261_122, 20_261_123].map((seed) => killAgainAndAgain(seed, 5)));
  });

  it("between the two steps of a replacement leaves nothing a reader sees", async () => {
    const directory = await mkdtemp(join(tmpdir(), "tributary-lancedb-leftovers-"));
    const store = createLanceStore({ directory });
    await store.ensure("w", { dimensions: 8 });
    await store.replaceDocuments("w", [documentOf("document", 2)]);
    await store.close();
    const connection = await connect(directory);
    const table = await connection.openTable("ns-w");
    await table
      .mergeInsert("id")
      .whenMatchedUpdateAll()
      .execute(recordTable(8, [leftoverOf("document#1", 8)]));
    connection.close();
    const reopened = createLanceStore({ directory });
    expect(await reopened.stats("w")).toEqual({ vectors: 1, dimensions: 8 });
    expect(await Array.fromAsync(reopened.listIds("w"))).toEqual(["document#0"]);
    await reopened.close();
    await rm(directory, { recursive: true });
  });
});
