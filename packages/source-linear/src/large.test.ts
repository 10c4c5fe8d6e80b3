import { sync } from "@tributary/source-testing";
import type { Document } from "@tributary/validation";
import { afterEach, describe, expect, it } from "vitest";
import { createLinearSource } from "./source.ts";
import { createFakeLinear, type FakeLinear, generateWorkspace, largeSizes } from "./testing/index.ts";

const HOUR_MS = 3_600_000;

let fake: FakeLinear | undefined;
afterEach(async () => {
  await fake?.close();
});

function expectCensus(held: ReadonlyMap<string, Document>, linear: FakeLinear): void {
  const { documents } = linear.census();
  const byOwnId = new Map([...held.values()].map((document) => [document.id.split(":").at(-1) ?? "", document]));
  expect([...byOwnId.keys()].sort()).toEqual([...documents.keys()].sort());
  for (const [id, { texts }] of documents) {
    const content = byOwnId.get(id)?.content ?? "";
    for (const text of texts) expect(content.split(`\n\n${text}`).length - 1, `"${text}" in ${id}`).toBe(1);
  }
}

describe("a large workspace", () => {
  it("is read whole, and a second sync fetches only what changed", { timeout: 240_000 }, async () => {
    const clock = { now: Date.UTC(2026, 0, 5) };
    const linear = await createFakeLinear({ now: () => clock.now });
    fake = linear;
    generateWorkspace(linear, largeSizes);
    clock.now += HOUR_MS;
    const config = { workspace: "acme", apiUrl: linear.url };
    const make = () =>
      createLinearSource(config, {
        credentials: { apiKey: linear.credentials.apiKey },
        fetch: linear.fetch,
        now: () => clock.now,
      });

    const held = new Map<string, Document>();
    const first = await sync(make(), held, null, "full");
    expectCensus(held, linear);
    expect(held.size).toBeGreaterThan(2_300);
    expect(Math.max(...linear.requests.map(({ complexity }) => complexity))).toBeLessThan(10_000);
    expect(first.peak).toBeLessThan(300 * 1024 * 1024);
    const firstRequests = linear.requests.length;
    const points = linear.requests.reduce((sum, { complexity }) => sum + complexity, 0);
    expect(firstRequests).toBeLessThan(400);
    expect(points).toBeLessThan(1_000_000);

    clock.now += HOUR_MS;
    const idle = await sync(make(), held, first.cursor, "incremental");
    expect(idle.stored).toEqual([]);
    expect(linear.requests.length - firstRequests).toBeLessThanOrEqual(9);

    clock.now += HOUR_MS;
    const issues = [...linear.census().documents].filter(([, { type }]) => type === "Issue").map(([id]) => id);
    const [edited = "", commented = "", attached = "", binned = "", removed = ""] = issues;
    linear.update("Issue", edited, { title: "Another title" });
    linear.create("Comment", { issueId: commented, userId: linear.viewerId, body: "A late word." });
    linear.create("Attachment", { issueId: attached, title: "A late link" });
    linear.trash("Issue", binned, { touch: false });
    linear.remove("Issue", removed);
    const second = await sync(make(), held, idle.cursor, "incremental");
    expect(second.stored.toSorted()).toEqual(
      [edited, commented, attached].map((id) => `linear:acme:issue:${id}`).sort(),
    );
    expect(held.has(`linear:acme:issue:${binned}`)).toBe(false);

    // What is removed for good leaves no trace: the daily complete listing finds it, and fetches nothing else again.
    clock.now += 24 * HOUR_MS;
    const daily = await sync(make(), held, second.cursor, "incremental");
    expect(daily.stored.length).toBeLessThan(10);
    expectCensus(held, linear);
    expect(linear.refusals).toEqual([]);
  });
});
