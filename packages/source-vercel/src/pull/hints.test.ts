import { pullAll } from "@tributary/source-testing";
import { afterEach, describe, expect, it } from "vitest";
import { createVercelSource } from "../source.ts";
import type { FakeVercel } from "../testing/index.ts";
import { createTeam, ownIds } from "../world/team.ts";

const HOUR_MS = 3_600_000;

let fake: FakeVercel | undefined;
afterEach(async () => {
  const refusals = fake?.refusals;
  await fake?.close();
  expect(refusals).toEqual([]);
});

async function startTeam() {
  const team = await createTeam();
  fake = team.vercel;
  return team;
}

describe("a pull with hints", () => {
  it("lists what they name as it is now, and what is gone as deleted", async () => {
    const { clock, vercel, project, deploy, done, make } = await startTeam();
    const [ready, removed] = [done(), done()];
    const { cursor } = await pullAll(make(), "full", null);
    clock.now += HOUR_MS;
    vercel.updateDeployment(ready, { readySubstate: "PROMOTED" });
    vercel.removeDeployment(removed);
    const building = deploy();
    const references = [ready, removed, building].map((id) => `deployment:${id}`);
    const request = {
      mode: "incremental",
      cursor,
      changes: { references: [...references, `project:${project}`] },
    } as const;
    const page = await make().pull(request);
    const listed = page.changes.map((change) => [change.type, "id" in change ? change.id.split(":").at(-1) : ""]);
    expect(listed).toEqual([
      ["reference", ""],
      ["delete", removed],
      ["reference", ""],
      ["reference", ""],
    ]);
    expect(page.hasMore).toBe(false);
    // The unfinished one among them is looked at again by the next pull, long after it left the list of new ones.
    clock.now += HOUR_MS;
    const next = await pullAll(make(), "incremental", page.cursor);
    expect(ownIds(next)).toContain(building);
  });

  it("deletes a project that is gone, and lists everything when asked to", async () => {
    const { clock, vercel, project, done, make } = await startTeam();
    const other = vercel.createProject({ name: "other" }).id;
    const left = done({}, other);
    done();
    const { cursor } = await pullAll(make(), "full", null);
    clock.now += HOUR_MS;
    vercel.removeProject(project);
    const hint = (...references: string[]) => ({ mode: "incremental", cursor, changes: { references } }) as const;
    const named = await make().pull(hint(`project:${project}`));
    expect(named.changes).toEqual([{ type: "delete", id: `vercel:${vercel.teamId}:project:${project}` }]);
    const census = await make().pull(hint("census"));
    expect(census.complete).toBe(true);
    const ids = census.changes.flatMap((change) => (change.type === "reference" ? [change.reference.id] : []));
    expect(ids.map((id) => id.split(":").at(-1))).toEqual([other, left]);
  });

  it("pulls as usual for hints that are none of its own, or too many", async () => {
    const { clock, done, make } = await startTeam();
    const { cursor } = await pullAll(make(), "full", null);
    clock.now += HOUR_MS;
    const id = done();
    const many = Array.from({ length: 101 }, (_, index) => `deployment:dpl_${index}`);
    for (const references of [["nonsense"], ["issue:1"], many, ["deployment:../../v2/user"]]) {
      const page = await make().pull({ mode: "incremental", cursor, changes: { references } });
      expect(JSON.stringify(page.changes)).toContain(id);
    }
  });

  it("takes the place of a pull under way when everything is asked for, and none of its own does", async () => {
    const { clock, vercel, done } = await startTeam();
    const make = () =>
      createVercelSource(
        { team: vercel.teamId, apiUrl: vercel.url, environment: false },
        { credentials: { token: vercel.token }, now: () => clock.now, pageSize: 1 },
      );
    const { cursor } = await pullAll(make(), "full", null);
    clock.now += HOUR_MS;
    for (let index = 0; index < 120; index += 1) {
      clock.now += 1;
      done();
    }
    const ask = (from: string, ...references: string[]) =>
      make().pull({ mode: "incremental", cursor: from, changes: { references } });
    const first = await make().pull({ mode: "incremental", cursor });
    expect(first.hasMore).toBe(true);
    const hinted = await ask(first.cursor, "deployment:dpl_gone");
    expect([hinted.changes.length, hinted.hasMore]).toEqual([1, true]);
    let page = await ask(hinted.cursor, "census");
    let pages = 1;
    for (; page.hasMore; pages += 1) page = await ask(page.cursor, "census");
    expect(page.complete).toBe(true);
    expect(pages).toBeLessThan(5);
  });
});
