import { createHost, ownId } from "@tributary/source-testing";
import { afterEach, describe, expect, it } from "vitest";
import { createNotionSource } from "./source.ts";
import { createFakeNotion, type FakeNotion, generateWorkspace, largeSizes } from "./testing/index.ts";
import { expectCensus } from "./world/census.ts";

const HOUR_MS = 3_600_000;

let fake: FakeNotion | undefined;
afterEach(async () => {
  await fake?.close();
});

describe("a large workspace", () => {
  it("is read whole, and a second sync fetches only what changed", { timeout: 240_000 }, async () => {
    const clock = { now: Date.UTC(2026, 0, 5) };
    const advance = (milliseconds: number) => {
      clock.now += milliseconds;
    };
    const notion = await createFakeNotion({ now: () => clock.now });
    fake = notion;
    const ids = generateWorkspace(notion, advance);
    advance(HOUR_MS);
    const config = { workspace: "acme", apiUrl: notion.url };
    const make = () =>
      createNotionSource(config, { credentials: { token: notion.token }, fetch: notion.fetch, now: () => clock.now });

    const state = createHost();
    const held = state.documents;
    const first = await state.sync(make(), "full");
    expect(first.complete).toBe(true);
    expect(held.size).toBe(largeSizes.pages + largeSizes.rows + 1);
    expect(ids.unfound.length).toBeGreaterThan(10);
    expectCensus(held, notion);
    expect(first.peak).toBeLessThan(300 * 1024 * 1024);

    advance(HOUR_MS);
    const before = notion.requests.length;
    const idle = await state.sync(make());
    expect(idle.stored).toEqual([]);
    // The lists' first pages, the table's rows, and each page search does not show.
    expect(notion.requests.length - before).toBeLessThanOrEqual(6 + ids.unfound.length);

    advance(HOUR_MS);
    const [, renamed = ""] = ids.pages;
    const deleted = ids.pages.at(-2) ?? "";
    const [unfound = ""] = ids.unfound;
    const row = ids.rows[7_000] ?? "";
    notion.rename(renamed, "A new name");
    notion.append(unfound, { type: "paragraph", content: "Search does not know" });
    notion.setValue(row, "Estimate", -1);
    const added = notion.createRow(ids.table, "One more thing");
    notion.trash(deleted);
    const second = await state.sync(make());
    expect(second.stored.map(ownId).sort()).toEqual([renamed, unfound, row, added].sort());
    expect(second.complete).toBe(false);
    expect(second.deleted).toContain(`notion:acme:page:${deleted}`);

    expectCensus(held, notion);
    expect(notion.refusals).toEqual([]);
  });
});
