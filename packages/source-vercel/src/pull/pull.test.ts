import { pullAll, type Reading } from "@tributary/source-testing";
import { afterEach, describe, expect, it } from "vitest";
import type { FakeVercel } from "../testing/index.ts";
import { createTeam, ownIds } from "../world/team.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

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

describe("pull", () => {
  it("lists deployments created in the moment a page ends in, each once", async () => {
    const { clock, done, make } = await startTeam();
    const made = Array.from({ length: 230 }, (_, index) => {
      // The hundredth from the end is in the midst of seven of the same moment.
      if (index % 7 === 0) clock.now += 1;
      return done();
    });
    const pulled = await pullAll(make(), "full", null);
    expect(ownIds(pulled)).toEqual(made.sort());
    expect(pulled.complete).toBe(true);
  });

  it("looks at unfinished deployments again until they end, however long that takes", async () => {
    const { clock, vercel, deploy, make } = await startTeam();
    const id = deploy();
    let pulled = await pullAll(make(), "full", null);
    const queued = pulled.references.find((reference) => reference.id.endsWith(id))?.version;
    const versions = [];
    for (const state of ["BUILDING", "BUILDING", "ERROR", "ERROR"] as const) {
      clock.now += 3 * HOUR_MS;
      vercel.updateDeployment(id, { state });
      pulled = await pullAll(make(), "incremental", pulled.cursor);
      versions.push(pulled.references.find((reference) => reference.id.endsWith(id))?.version);
    }
    const [building, again, ended, afterwards] = versions;
    expect(building).not.toBe(queued);
    expect(again).toBe(building);
    expect(ended).not.toBe(building);
    // It has ended: nobody asks any more.
    expect(afterwards).toBeUndefined();
  });

  it("reads what has just ended once more, when its log is whole", async () => {
    const { clock, vercel, deploy, make } = await startTeam();
    const id = deploy();
    const first = await pullAll(make(), "full", null);
    clock.now += HOUR_MS;
    vercel.setState(id, "ERROR");
    const versions = [];
    let { cursor } = first;
    for (const wait of [0, 10_000, 120_000, 120_000]) {
      clock.now += wait;
      const pulled = await pullAll(make(), "incremental", cursor);
      cursor = pulled.cursor;
      versions.push(pulled.references.find((reference) => reference.id.endsWith(id))?.version);
    }
    const [ended = "", again, settled, afterwards] = versions;
    expect(again).toBe(ended);
    expect(ended).toBe(`${settled}-fresh`);
    expect(afterwards).toBeUndefined();
  });

  it("looks again at what is ready but waits for checks", async () => {
    const { clock, vercel, done, make } = await startTeam();
    const id = done();
    vercel.addCheck(id, { name: "Lighthouse", status: "running" });
    const first = await pullAll(make(), "full", null);
    clock.now += HOUR_MS / 2;
    vercel.addCheck(id, { name: "Lighthouse", status: "completed", conclusion: "failed" });
    const second = await pullAll(make(), "incremental", first.cursor);
    expect(ownIds(second)).toEqual([id]);
    expect(second.references[0]?.version).not.toBe(first.references.at(-1)?.version);
    clock.now += HOUR_MS / 4;
    expect(ownIds(await pullAll(make(), "incremental", second.cursor))).toEqual([]);
  });

  it("lists an unfinished deployment that was removed as deleted", async () => {
    const { clock, vercel, deploy, make } = await startTeam();
    const [removed, soft] = [deploy(), deploy()];
    const first = await pullAll(make(), "full", null);
    clock.now += HOUR_MS;
    vercel.removeDeployment(removed);
    vercel.updateDeployment(soft, { deleted: clock.now });
    const second = await pullAll(make(), "incremental", first.cursor);
    expect(second.deleted.map((id) => id.split(":").at(-1)).sort()).toEqual([removed, soft].sort());
    expect(ownIds(second)).toEqual([]);
  });

  it("leaves an unfinished deployment that cannot be read to fetching, and looks at it again", async () => {
    const { clock, vercel, deploy, make } = await startTeam();
    const id = deploy();
    let pulled = await pullAll(make(), "full", null);
    for (const fault of [{ type: "status", status: 403 }, { type: "html" }] as const) {
      clock.now += HOUR_MS;
      const mend = vercel.fail({ route: "/v13/deployments/{}", fault });
      pulled = await pullAll(make(), "incremental", pulled.cursor);
      expect(ownIds(pulled)).toEqual([id]);
      const results = await Array.fromAsync(make().fetch(pulled.references));
      expect(results.filter(({ type }) => type !== "document")).toMatchObject([{ type: "failed" }]);
      mend();
    }
    clock.now += HOUR_MS;
    vercel.setState(id, "READY");
    pulled = await pullAll(make(), "incremental", pulled.cursor);
    expect(pulled.references.map(({ version }) => version)).toEqual([expect.stringMatching(/^READY-/)]);
  });

  it("remembers 300 unfinished deployments in a small cursor, and finds the end of the others with the census", async () => {
    const { clock, vercel, deploy, make } = await startTeam();
    const made = Array.from({ length: 310 }, () => {
      clock.now += 1_000;
      return deploy();
    });
    const first = await pullAll(make(), "full", null);
    for (const { cursor } of first.pages) expect(Buffer.byteLength(cursor)).toBeLessThan(32 * 1024);
    clock.now += HOUR_MS;
    for (const id of made) vercel.setState(id, "READY");
    const second = await pullAll(make(), "incremental", first.cursor);
    // The newest of them are in the list of what is new as well.
    expect([...new Set(ownIds(second))]).toEqual(made.slice(-300).sort());
    clock.now += DAY_MS;
    const third = await pullAll(make(), "incremental", second.cursor);
    expect(third.complete).toBe(true);
    expect(ownIds(third)).toEqual(made.sort());
  });

  it("asks twice for the end of a complete listing: one answer with too little in it deletes nothing", async () => {
    const { clock, vercel, project, done, make } = await startTeam();
    const made = Array.from({ length: 130 }, () => {
      clock.now += 1;
      return done();
    });
    const nothing = (key: string) => () => ({ [key]: [], pagination: { count: 0, next: null, prev: null } });
    for (const after of [0, 1, 2]) {
      vercel.fail({
        route: "/v6/deployments",
        times: 1,
        after,
        fault: { type: "alter", alter: nothing("deployments") },
      });
      const { complete, ...pulled } = await pullAll(make(), "full", null);
      expect(complete).toBe(true);
      expect(ownIds(pulled)).toEqual(made.sort());
    }
    vercel.fail({ route: "/v10/projects", times: 1, fault: { type: "alter", alter: nothing("projects") } });
    expect(ownIds(await pullAll(make(), "full", null), "project")).toEqual([project]);
  });

  it("never calls a listing complete that a lost team, a page of HTML or a failure cut short", async () => {
    const { clock, vercel, done, make } = await startTeam();
    for (let index = 0; index < 120; index += 1) {
      clock.now += 1;
      done();
    }
    for (const after of [0, 1, 2, 3]) {
      for (const fault of [
        { type: "status", status: 403 },
        { type: "status", status: 500 },
        { type: "html" },
        { type: "truncate", afterBytes: 50 },
      ] as const) {
        const mend = vercel.fail({ fault, after });
        await expect(pullAll(make(), "full", null)).rejects.toMatchObject({ name: "SourceError" });
        mend();
      }
    }
  });

  it("refuses a list that goes round in a circle, or back", async () => {
    const { clock, vercel, done, make } = await startTeam();
    for (let index = 0; index < 250; index += 1) {
      clock.now += 1;
      done();
    }
    const turned = (next: unknown) => (answer: Record<string, unknown>) => ({
      ...answer,
      pagination: { ...(answer.pagination as object), next },
    });
    for (const next of [clock.now, clock.now + 1]) {
      const mend = vercel.fail({ route: "/v6/deployments", after: 1, fault: { type: "alter", alter: turned(next) } });
      await expect(pullAll(make(), "full", null)).rejects.toMatchObject({ code: "invalid-response" });
      mend();
    }
  });

  it("reads the named projects only, and no deployment from before a day", async () => {
    const { clock, vercel, project, done, make } = await startTeam();
    const other = vercel.createProject({ name: "other" }).id;
    const old = done();
    const foreign = done({}, other);
    clock.now += 2 * DAY_MS;
    const fresh = done();
    const pulled = await pullAll(make({ projects: ["website"] }), "full", null);
    expect([ownIds(pulled, "project"), ownIds(pulled)]).toEqual([[project], [old, fresh].sort()]);
    const recent = make({ since: "2026-01-06", projects: [project] });
    expect(ownIds(await pullAll(recent, "full", null))).toEqual([fresh]);
    expect(ownIds(await pullAll(make({ deployments: false }), "full", null))).toEqual([]);

    // Nor when a webhook or a reference names them.
    const { cursor } = await pullAll(recent, "full", null);
    const references = [`deployment:${foreign}`, `deployment:${old}`, `project:${other}`];
    expect((await recent.pull({ mode: "incremental", cursor, changes: { references } })).changes).toEqual([]);
    const ids = [foreign, old].map((id) => `vercel:${vercel.teamId}:deployment:${id}`);
    const wanted = ids.map((id) => ({ id, version: "any", type: "deployment" }));
    expect(await Array.fromAsync(recent.fetch(wanted))).toEqual(ids.map((id) => ({ type: "gone", id })));
  });

  it("lists a project when it changed, and not when it was merely deployed", async () => {
    const { clock, vercel, project, done, make } = await startTeam();
    const first = await pullAll(make(), "full", null);
    clock.now += HOUR_MS;
    done();
    vercel.updateProject(project, {});
    const touched = await pullAll(make(), "incremental", first.cursor);
    const versionIn = (reading: Reading) => reading.references.find(({ type }) => type === "project")?.version;
    expect(versionIn(touched)).toBe(versionIn(first));
    clock.now += HOUR_MS;
    vercel.updateProject(project, { framework: "astro" });
    const changed = await pullAll(make(), "incremental", touched.cursor);
    expect(versionIn(changed)).not.toBe(versionIn(first));
  });

  it("lists everything again when the configuration changes", async () => {
    const { clock, done, make } = await startTeam();
    const id = done();
    const { cursor } = await pullAll(make(), "full", null);
    clock.now += HOUR_MS;
    const pulled = await pullAll(make({ logs: false }), "incremental", cursor);
    expect([pulled.complete, ownIds(pulled)]).toEqual([true, [id]]);
  });
});
