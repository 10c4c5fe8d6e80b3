import { describe, expect, it } from "vitest";
import { createTestEngine, type TestEngine } from "../../testing/test-engine.ts";

async function post({ engine }: TestEngine, body: unknown): Promise<{ status: number; ids: number; error: unknown }> {
  const response = await engine.fetch("http://engine/e/key", { method: "POST", body: JSON.stringify(body) });
  const answer = (await response.json()) as { ids: unknown[]; error?: unknown };
  return { status: response.status, ids: answer.ids.length, error: answer.error };
}

/** An event whose JSON, as a function receives it, has exactly this many bytes. */
function eventOfSize(bytes: number): { name: string; id: string; ts: number; data: { text: string } } {
  const empty = { name: "go", data: { text: "" }, id: "x", ts: 1_700_000_000_000, user: {} };
  const text = "x".repeat(bytes - JSON.stringify(empty).length);
  return { name: "go", id: "x", ts: empty.ts, data: { text } };
}

describe("a request of events", () => {
  it("takes up to 5,000, and refuses more as a whole", async () => {
    const test = createTestEngine();
    const events = Array.from({ length: 5001 }, () => ({ name: "nobody/listens" }));
    expect(await post(test, events.slice(1))).toEqual({ status: 200, ids: 5000, error: undefined });
    expect(await post(test, events)).toEqual({
      status: 400,
      ids: 0,
      error: "a request holds at most 5000 events, this one has 5001",
    });
  });

  it("takes events of up to 512 kB, and names the one that is larger", async () => {
    const test = createTestEngine();
    expect(await post(test, eventOfSize(512 * 1024))).toMatchObject({ status: 200, ids: 1 });
    const refused = await post(test, [{ name: "small" }, eventOfSize(512 * 1024 + 1)]);
    expect(refused).toMatchObject({ status: 400, ids: 0 });
    expect(refused.error).toBe('event 2: "go" is 513 kB; at most 512 kB are allowed. Send a reference instead');
  });

  it("takes none when it is empty", async () => {
    expect(await post(createTestEngine(), [])).toEqual({ status: 200, ids: 0, error: undefined });
  });
});
