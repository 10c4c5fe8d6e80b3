import { HOUR_MS } from "@tributary/database";
import { pino } from "pino";
import { describe, expect, it } from "vitest";
import { createUsageRecorder, type WriteUsage } from "./usage-recorder.ts";

function setUp(options: { readonly rememberQueries?: boolean } = {}) {
  const written: Parameters<WriteUsage>[] = [];
  const state = { now: 5 * HOUR_MS + 7, failing: false };
  const recorder = createUsageRecorder({
    ...{ logger: pino({ level: "silent" }), rememberQueries: true, now: () => state.now, ...options },
    async write(...given) {
      if (state.failing) throw new Error("no database");
      written.push(given);
    },
  });
  return { recorder, written, state };
}

const count = (hour: number, value: number, label = "") => ({
  ...{ workspaceId: "acme", hour: hour * HOUR_MS, name: "searches", label, value },
});

describe("the usage recorder", () => {
  it("adds up by the hour in which things happened, and writes nothing twice", async () => {
    const { recorder, written, state } = setUp();
    recorder.count("acme", "searches");
    recorder.count("acme", "searches", 2.4);
    recorder.count("acme", "searches", 0);
    state.now += HOUR_MS;
    recorder.count("acme", "searches", 1, "a");
    await recorder.flush();
    await recorder.flush();
    expect(written).toEqual([[[count(5, 3), count(6, 1, "a")], []]]);
    await recorder.close();
  });

  it("keeps what could not be written for the next time", async () => {
    const { recorder, written, state } = setUp();
    state.failing = true;
    recorder.count("acme", "searches");
    recorder.searchedFor("acme", "heron");
    await recorder.flush();
    recorder.count("acme", "searches");
    state.failing = false;
    await recorder.close();
    expect(written).toEqual([[[count(5, 2)], [{ workspaceId: "acme", query: "heron", count: 1 }]]]);
  });

  it("remembers queries without what makes no difference, no long ones, and none where that is switched off", async () => {
    const { recorder, written } = setUp();
    for (const query of ["  grey\n heron ", "grey heron", "x".repeat(201), " ", "nul\0"])
      recorder.searchedFor("acme", query);
    await recorder.close();
    expect(written[0]?.[1]).toEqual([
      { workspaceId: "acme", query: "grey heron", count: 2 },
      { workspaceId: "acme", query: "nul", count: 1 },
    ]);
    const off = setUp({ rememberQueries: false });
    off.recorder.searchedFor("acme", "heron");
    await off.recorder.close();
    expect(off.written).toEqual([]);
  });
});
