import { fetchIds, pullAll } from "@tributary/source-testing";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createLinearWorld, type LinearWorld } from "../world/linear-world.ts";

let world: LinearWorld;
beforeEach(async () => {
  world = await createLinearWorld();
});
afterEach(() => world.dispose());

const DAY_MS = 86_400_000;
const idsOf = ({ references }: Awaited<ReturnType<typeof pullAll>>) => references.map(({ id }) => id).sort();
const everything = () => [...world.documents, world.idOf("issue", "odd")].sort();

describe("pulling everything", () => {
  it("misses nothing when things are edited and added while it pages", async () => {
    const { fake, ids, clock, idOf } = world;
    const source = world.source();
    const first = await source.pull({ mode: "full", cursor: null });
    clock.now += 5_000;
    // The oldest issue, which comes last: by its time of change it would now have come first, on the page before.
    fake.update("Issue", ids.first ?? "", { title: "Edited meanwhile" });
    const added = fake.create("Issue", { teamId: ids.team ?? "", stateId: ids.state ?? "", identifier: "ENG-9" });
    const rest = await pullAll(source, "full", first.cursor);
    const listed = [
      ...first.changes.flatMap((change) => (change.type === "reference" ? [change.reference.id] : [])),
      ...idsOf(rest),
    ];
    expect(listed.sort()).toEqual(everything());
    expect(rest.complete).toBe(true);
    const next = idsOf(await pullAll(source, "incremental", rest.cursor));
    expect(next).toEqual([idOf("issue", "first"), `linear:acme:issue:${added.id}`].sort());
  });

  it.each([
    ["fails", { type: "status", status: 500 }, "unavailable"],
    [
      "is a proxy's error page",
      { type: "status", status: 502, headers: { "content-type": "text/html" }, body: "<html>" },
      "unavailable",
    ],
    ["breaks off", { type: "reset", afterBytes: 50 }, "unavailable"],
    ["is limited", { type: "status", status: 429 }, "rate-limited"],
    ["comes after the key was revoked", { type: "status", status: 401 }, "unauthorized"],
    ["is a sign-in page", { type: "html" }, "invalid-response"],
  ] as const)("is not complete when a page in the middle %s, and goes on from there", async (_name, fault, code) => {
    const { fake } = world;
    const source = world.source();
    const first = await source.pull({ mode: "full", cursor: null });
    expect(first.complete).toBeUndefined();
    const mend = fake.fail({ operation: "List_projects", fault });
    await expect(pullAll(source, "full", first.cursor)).rejects.toMatchObject({ code });
    mend();
    const rest = await pullAll(source, "full", first.cursor);
    expect(rest.complete).toBe(true);
    expect(first.changes.length + rest.changes.length).toBe(everything().length);
  });

  it.each([
    ["empty", () => []],
    ["half a page", (nodes: readonly unknown[]) => nodes.slice(0, 1)],
  ])("does not believe one answer that says the list is over and is %s", async (_name, cut) => {
    const alter = (data: Record<string, unknown>) => {
      const { nodes, pageInfo } = data.issues as { nodes: unknown[]; pageInfo: object };
      const left = cut(nodes);
      const endCursor =
        left.length === 0
          ? null
          : Buffer.from(`createdAt:${Object(left[0]).updatedAt}_${Object(left[0]).id}`).toString("base64url");
      return { ...data, issues: { nodes: left, pageInfo: { ...pageInfo, hasNextPage: false, endCursor } } };
    };
    const mend = world.fake.fail({ operation: "List_issues", fault: { type: "alter", alter } });
    await expect(pullAll(world.source(), "full", null)).rejects.toMatchObject({ code: "unavailable" });
    mend();
    expect((await pullAll(world.source(), "full", null)).complete).toBe(true);
  });

  it("lists a page by times alone when Linear cannot answer for something on it", async () => {
    const { fake, ids, idOf, clock } = world;
    // A state without a name: null where something must be, and so for the whole list.
    const stateId = fake.create("WorkflowState", { name: null }).id;
    fake.update("Issue", ids.second ?? "", { stateId }, { touch: false });
    const reading = await pullAll(world.source(), "full", null);
    expect(idsOf(reading)).toEqual(everything());
    const results = await fetchIds(world.source(), idOf("issue", "third"), idOf("issue", "second"));
    expect(results.map(({ type }) => type)).toEqual(["document", "failed"]);
    expect(JSON.stringify(world.logged?.())).toContain("listed without it");
    fake.update("WorkflowState", stateId, { name: "Mended" });
    clock.now += DAY_MS;
    const again = await pullAll(world.source(), "incremental", reading.cursor);
    const versionOf = (list: typeof reading) =>
      list.references.find(({ id }) => id === idOf("issue", "second"))?.version;
    expect(versionOf(again)).not.toBe(versionOf(reading));
  });

  it("does not take a team that is hidden meanwhile for an empty one", async () => {
    const { fake, ids } = world;
    const source = world.with({}, { teams: ["ENG"] });
    const first = await source.pull({ mode: "full", cursor: null });
    fake.update("Team", ids.team ?? "", { key: "PLAT" });
    await expect(pullAll(source, "full", first.cursor)).rejects.toMatchObject({ code: "not-found" });
  });

  it.each([
    ["says there is more, but not where", { hasNextPage: true, endCursor: null }],
    ["gives its own cursor for the next page", { hasNextPage: true, endCursor: "again" }],
    ["says neither", {}],
  ])("refuses a list that %s", async (_name, pageInfo) => {
    const alter = (data: Record<string, unknown>) => ({ ...data, issues: { nodes: [], pageInfo } });
    world.fake.fail({ operation: "List_issues", fault: { type: "alter", alter } });
    await expect(pullAll(world.source(), "full", null)).rejects.toMatchObject({ code: "invalid-response" });
  });

  it("refuses a list that goes round in a circle", async () => {
    let turn = 0;
    const alter = (data: Record<string, unknown>) => {
      turn += 1;
      return { ...data, issues: { nodes: [], pageInfo: { hasNextPage: true, endCursor: `page-${turn % 3}` } } };
    };
    world.fake.fail({ operation: "List_issues", fault: { type: "alter", alter } });
    await expect(pullAll(world.source(), "full", null)).rejects.toMatchObject({ code: "invalid-response" });
    expect(turn).toBeLessThan(6);
  });

  it("takes errors beside data for a failure, never for deletions", async () => {
    const errors = [{ message: "Partly", path: ["issues"], extensions: { type: "internal error" } }];
    world.fake.fail({ operation: "List_issues", fault: { type: "errors", errors } });
    await expect(pullAll(world.source(), "full", null)).rejects.toMatchObject({ code: "unavailable" });
  });

  it("reads only the kinds and teams it is told to, and no archived things when it is told not to", async () => {
    const { fake, ids, idOf } = world;
    const teamId = fake.create("Team", { key: "OPS", name: "Operations" }).id;
    const ops = fake.create("Issue", { teamId, stateId: ids.state ?? "", identifier: "OPS-1" });
    const { references } = await pullAll(world.with({}, { teams: ["OPS"] }), "full", null);
    expect(references.map(({ id }) => id)).toEqual([`linear:acme:issue:${ops.id}`]);
    fake.archive("Issue", ids.third ?? "");
    const issuesOnly = {
      projects: false,
      projectUpdates: false,
      initiatives: false,
      initiativeUpdates: false,
      documents: false,
    };
    const current = await pullAll(world.with({}, { ...issuesOnly, teams: ["ENG"], archived: false }), "full", null);
    expect(idsOf(current)).toEqual(["first", "second", "odd"].map((name) => idOf("issue", name)).sort());
    const nothing = world.with({}, { ...issuesOnly, issues: false });
    await expect(pullAll(nothing, "full", null)).rejects.toMatchObject({ code: "invalid-config" });
  });
});

describe("pulling what changed", () => {
  it("costs nine small requests when nothing has", async () => {
    const { cursor } = await pullAll(world.source(), "full", null);
    const before = world.fake.requests.length;
    const idle = await pullAll(world.with({ pageSize: 250 }), "incremental", cursor);
    expect(idle.changes).toEqual([]);
    expect(idle.pages.length).toBe(1);
    expect(world.fake.requests.length - before).toBe(9);
  });

  it.each([
    ["a comment on a project", "project", "project", "Comment", { projectId: "project" }],
    ["a comment on a project update", "project-update", "update", "Comment", { projectUpdateId: "update" }],
    [
      "a comment on an initiative update",
      "initiative-update",
      "initiativeUpdate",
      "Comment",
      { initiativeUpdateId: "initiativeUpdate" },
    ],
    ["an attachment", "issue", "second", "Attachment", { issueId: "second" }],
    ["a milestone", "project", "project", "ProjectMilestone", { projectId: "project" }],
  ] as const)("notices %s, which leaves the thing itself untouched", async (_name, kind, name, type, owner) => {
    const { fake, ids, clock, idOf } = world;
    const { cursor, references } = await pullAll(world.source(), "full", null);
    clock.now += 600_000;
    const fields = Object.fromEntries(Object.entries(owner).map(([field, own]) => [field, ids[own] ?? ""]));
    fake.create(type, { ...fields, userId: fake.viewerId });
    const changed = await pullAll(world.source(), "incremental", cursor);
    expect(idsOf(changed)).toEqual([idOf(kind, name)]);
    const before = references.find(({ id }) => id === idOf(kind, name))?.version;
    expect(changed.references[0]?.version).not.toBe(before);
  });

  it("notices a comment on a document, and one that was edited", async () => {
    const { fake, ids, clock, idOf } = world;
    const { cursor } = await pullAll(world.source(), "full", null);
    clock.now += 600_000;
    const content = String(fake.update("Document", ids.document ?? "", {}, { touch: false }).documentContentId);
    const comment = fake.create("Comment", { documentContentId: content, userId: fake.viewerId, body: "Why?" });
    const first = await pullAll(world.source(), "incremental", cursor);
    expect(idsOf(first)).toEqual([idOf("document", "document")]);
    clock.now += 600_000;
    fake.update("Comment", comment.id, { body: "Why not?" });
    const second = await pullAll(world.source(), "incremental", first.cursor);
    expect(idsOf(second)).toEqual([idOf("document", "document")]);
    expect(second.references[0]?.version).not.toBe(first.references[0]?.version);
  });

  it("lists everything once a day, and finds what left no trace", async () => {
    const { fake, ids, clock, idOf } = world;
    const { cursor } = await pullAll(world.source(), "full", null);
    clock.now += 600_000;
    fake.remove("Issue", ids.third ?? "");
    fake.trash("Project", ids.project ?? "", { touch: false });
    const soon = await pullAll(world.source(), "incremental", cursor);
    expect(soon).toMatchObject({ changes: [], complete: false });
    clock.now += DAY_MS;
    const daily = await pullAll(world.source(), "incremental", soon.cursor);
    expect(daily.complete).toBe(true);
    // What belongs to a project in the bin is there with it.
    const gone = [
      idOf("issue", "third"),
      idOf("project", "project"),
      idOf("project-update", "update"),
      idOf("document", "document"),
    ];
    expect(idsOf(daily)).toEqual(everything().filter((id) => !gone.includes(id)));
    clock.now += 600_000;
    expect((await pullAll(world.source(), "incremental", daily.cursor)).complete).toBe(false);
  });

  it("lists everything when the configuration reads other things than before", async () => {
    const { cursor } = await pullAll(world.source(), "full", null);
    world.clock.now += 600_000;
    const changed = await pullAll(world.with({}, { documents: false }), "incremental", cursor);
    expect(changed.complete).toBe(true);
    expect(idsOf(changed)).toEqual(everything().filter((id) => !id.includes(":document:")));
  });

  it("deletes what is archived when archived things are not read", async () => {
    const { fake, ids, clock, idOf } = world;
    const source = world.with({}, { archived: false });
    const { cursor } = await pullAll(source, "full", null);
    clock.now += 600_000;
    fake.archive("Issue", ids.third ?? "");
    expect((await pullAll(source, "incremental", cursor)).deleted).toEqual([idOf("issue", "third")]);
  });

  it("deletes again what was restored and put into the bin again", async () => {
    const { fake, ids, clock, idOf } = world;
    const bin = () => fake.trash("Issue", ids.third ?? "");
    const { cursor } = await pullAll(world.source(), "full", null);
    clock.now += 600_000;
    bin();
    const first = await pullAll(world.source(), "incremental", cursor);
    expect(first.deleted).toEqual([idOf("issue", "third")]);
    clock.now += 10_000;
    fake.update("Issue", ids.third ?? "", { trashed: null, archivedAt: null });
    const second = await pullAll(world.source(), "incremental", first.cursor);
    expect(idsOf(second)).toEqual([idOf("issue", "third")]);
    clock.now += 10_000;
    bin();
    expect((await pullAll(world.source(), "incremental", second.cursor)).deleted).toEqual([idOf("issue", "third")]);
  });

  it("goes by Linear's clock when this machine's is wrong", async () => {
    const { fake, clock, idOf, ids } = world;
    const source = world.with({ now: () => clock.now + 20 * 3_600_000 });
    const { cursor } = await pullAll(source, "full", null);
    clock.now += 120_000;
    fake.update("Issue", ids.second ?? "", { title: "Edited" });
    expect(idsOf(await pullAll(source, "incremental", cursor))).toEqual([idOf("issue", "second")]);
  });
});
