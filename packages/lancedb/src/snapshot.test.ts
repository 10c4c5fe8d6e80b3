import type { Table } from "@lancedb/lancedb";
import { describe, expect, it } from "vitest";
import { createSnapshot } from "./snapshot.ts";

/** A table that only moves between versions, and fails to reach those in `missing`. */
function movingTable(missing: ReadonlySet<number> = new Set()) {
  let version = 0;
  const table = {
    async checkout(wanted: number) {
      if (missing.has(wanted)) throw new Error(`version ${wanted} is missing`);
      version = wanted;
    },
    version: async () => version,
  };
  return table as unknown as Table;
}

describe("createSnapshot", () => {
  it("reads the version published last", async () => {
    const snapshot = createSnapshot(movingTable());
    for (const version of [3, 4, 9]) {
      snapshot.publish(version);
      expect(await snapshot.read((table) => table.version())).toBe(version);
    }
  });

  it("is settled when no read of an earlier version goes on", async () => {
    const snapshot = createSnapshot(movingTable());
    const reads = [1, 2].map((version) => {
      const { promise, resolve } = Promise.withResolvers<void>();
      snapshot.publish(version);
      return { ended: snapshot.read(() => promise), end: resolve };
    });
    expect(await snapshot.settled(0)).toBe(false);
    reads[0]?.end();
    await reads[0]?.ended;
    expect(await snapshot.settled(1_000)).toBe(true);
    snapshot.publish(3);
    const settled = snapshot.settled(1_000);
    reads[1]?.end();
    expect(await settled).toBe(true);
  });

  it("counts a read that failed as ended", async () => {
    const snapshot = createSnapshot(movingTable());
    snapshot.publish(1);
    const failing = snapshot.read(() => Promise.reject(new Error("damaged")));
    snapshot.publish(2);
    await expect(failing).rejects.toThrow("damaged");
    expect(await snapshot.settled(1_000)).toBe(true);
  });

  it("reads on after a version that could not be reached", async () => {
    const missing = new Set([2]);
    const snapshot = createSnapshot(movingTable(missing));
    snapshot.publish(2);
    await expect(snapshot.read((table) => table.version())).rejects.toThrow("missing");
    missing.clear();
    expect(await snapshot.read((table) => table.version())).toBe(2);
  });
});
