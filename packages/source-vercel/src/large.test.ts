import { createHost, ownId } from "@tributary/source-testing";
import type { Document } from "@tributary/validation";
import { afterEach, describe, expect, it } from "vitest";
import { createVercelSource } from "./source.ts";
import { createFakeVercel, type FakeVercel, finishDeployment, generateTeam, largeSizes } from "./testing/index.ts";
import { expectCensus } from "./world/census.ts";

const HOUR_MS = 3_600_000;

let fake: FakeVercel | undefined;
afterEach(async () => {
  await fake?.close();
});

describe("a large team", () => {
  it("is read whole, and a second sync fetches only what changed", { timeout: 240_000 }, async () => {
    const clock = { now: Date.UTC(2026, 0, 5) };
    const advance = (milliseconds: number) => {
      clock.now += milliseconds;
    };
    const vercel = await createFakeVercel({ now: () => clock.now });
    fake = vercel;
    generateTeam(vercel, advance);
    const config = { team: vercel.teamId, apiUrl: vercel.url };
    const make = () =>
      createVercelSource(config, { credentials: { token: vercel.token }, fetch: vercel.fetch, now: () => clock.now });

    const state = createHost();
    const held = state.documents;
    const first = await state.sync(make(), "full");
    expect(first.complete).toBe(true);
    expect(held.size).toBe(largeSizes.deployments + largeSizes.projects);
    expectCensus(held, vercel);
    expect(first.peak).toBeLessThan(300 * 1024 * 1024);
    const lists = vercel.requests.filter(({ route }) => /^\/v(6|10)\/(deployments|projects)$/.test(route));
    expect(lists.length).toBeLessThan(20);
    for (const document of held.values()) expect(document.content.length, document.title).toBeLessThan(8_000);

    advance(HOUR_MS);
    const before = vercel.requests.length;
    const idle = await state.sync(make());
    expect(idle.stored).toEqual([]);
    // One page of projects, one of deployments, and each unfinished deployment.
    expect(vercel.requests.length - before).toBeLessThanOrEqual(2 + largeSizes.unfinished);

    // What had not ended is read again until it has.
    advance(HOUR_MS);
    const unfinished = idsWhere(held, (document) => /queued|building/.test(document.state ?? ""));
    expect(unfinished.length).toBe(largeSizes.unfinished);
    const [finished = "", cancelled = ""] = unfinished;
    finishDeployment(vercel, finished, 1, advance, 10);
    vercel.setState(cancelled, "CANCELED");
    const [projectId = ""] = idsWhere(held, ({ type }) => type === "project");
    const added = vercel.createDeployment(projectId, { meta: { githubCommitMessage: "Late" } });
    vercel.updateProject(projectId, { buildCommand: "pnpm build --late" });
    const second = await state.sync(make());
    expect(second.stored.map(ownId).sort()).toEqual([added.id, cancelled, finished, projectId].sort());
    expect(second.complete).toBe(false);

    // What leaves no trace in lists of changes is found by the daily complete listing, which fetches nothing else again.
    advance(24 * HOUR_MS);
    const [promoted = "", removed = ""] = idsWhere(held, ({ state }) => state === "ready").slice(-2);
    vercel.updateDeployment(promoted, { readySubstate: "PROMOTED" });
    vercel.removeDeployment(removed);
    const daily = await state.sync(make());
    expect(daily.complete).toBe(true);
    // The one that had just ended is read once more, now that its log is whole.
    expect(daily.stored.map(ownId).sort()).toEqual([finished, promoted].sort());
    expectCensus(held, vercel);
    expect(vercel.refusals).toEqual([]);
    expect(vercel.valuesRequested).toEqual([]);
  });
});

function idsWhere(held: ReadonlyMap<string, Document>, matches: (document: Document) => boolean): string[] {
  return [...held.values()].filter(matches).map(({ id }) => ownId(id));
}
