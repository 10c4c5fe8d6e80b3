import { sourceSchema } from "@tributary/validation";
import { expect, it } from "vitest";
import { sources } from "./sources.ts";
import { createScope } from "./testing/rows.ts";
import { describeDatabases } from "./testing/test-databases.ts";
import { workspaces } from "./workspaces.ts";

describeDatabases("sources", (database) => {
  const connect = (workspaceId: string, key: string, config = {}) =>
    sources.connect(database(), { workspaceId, kind: "git", key, name: `name of ${key}`, config });

  it("connects once a key and brings the configuration up to date", async () => {
    await workspaces.ensure(database(), { id: "connect", name: "C" });
    const first = await connect("connect", "repository", { path: "/a", depth: 1 });
    expect(first).toMatchObject({
      created: true,
      source: {
        id: expect.stringMatching(/^src_[0-9A-Za-z]{22}$/),
        status: "active",
        cursor: null,
        problem: null,
        lastSyncAt: null,
      },
    });
    const second = await connect("connect", "repository", { path: "/b" });
    expect(second).toEqual({ created: false, source: { ...first.source, config: { path: "/b" } } });
    const other = await connect("connect", "another");
    expect(other.created).toBe(true);
    expect(await sources.get(database(), "connect", first.source.id)).toEqual(second.source);
  });

  it("is two sources when two workspaces connect the same place", async () => {
    await workspaces.ensure(database(), { id: "left", name: "L" });
    await workspaces.ensure(database(), { id: "right", name: "R" });
    const left = await connect("left", "same");
    const right = await connect("right", "same");
    expect(right).toMatchObject({ created: true, source: { workspaceId: "right" } });
    expect(await sources.get(database(), "left", right.source.id)).toBeNull();
    expect((await sources.list(database(), "left")).map(({ id }) => id)).toEqual([left.source.id]);
    expect(await sources.archive(database(), "left", right.source.id)).toBeNull();
  });

  it("lists what the API may show and nothing else", async () => {
    const { workspaceId } = await createScope(database());
    const listed = await sources.list(database(), workspaceId);
    expect(listed).toHaveLength(1);
    expect(listed).toEqual(listed.map((source) => sourceSchema.parse(source)));
  });

  it("is failing while it has a problem", async () => {
    const { workspaceId, sourceId } = await createScope(database());
    const problem = { code: "not-found", message: "It is not there." };
    expect(await sources.setProblem(database(), workspaceId, sourceId, problem)).toMatchObject({
      status: "failing",
      problem,
    });
    expect(await sources.setProblem(database(), workspaceId, sourceId, null)).toMatchObject({
      status: "active",
      problem: null,
    });
    await sources.setPaused(database(), workspaceId, sourceId, true);
    expect(await sources.setProblem(database(), workspaceId, sourceId, problem)).toMatchObject({
      status: "paused",
      problem,
    });
    expect(await sources.setPaused(database(), workspaceId, sourceId, false)).toMatchObject({ status: "failing" });
  });

  it("is renamed within its workspace", async () => {
    const { workspaceId, sourceId } = await createScope(database());
    expect(await sources.rename(database(), workspaceId, sourceId, "Birds")).toMatchObject({ name: "Birds" });
    expect(await sources.rename(database(), "other", sourceId, "Fish")).toBeNull();
  });

  it("is hidden when archived and comes back when connected again", async () => {
    await workspaces.ensure(database(), { id: "archive", name: "A" });
    const { source } = await connect("archive", "repository");
    await sources.archive(database(), "archive", source.id);
    expect(await sources.list(database(), "archive")).toEqual([]);
    expect(await sources.list(database(), "archive", { archived: true })).toHaveLength(1);
    expect(await connect("archive", "repository")).toMatchObject({ created: false, source: { status: "active" } });
    expect(await sources.list(database(), "archive")).toHaveLength(1);
  });

  it("pages through what schedules sync, over all workspaces", async () => {
    await workspaces.ensure(database(), { id: "schedule", name: "S" });
    const ids: string[] = [];
    for (const key of ["a", "b", "c", "d"]) ids.push((await connect("schedule", key)).source.id);
    const [paused, archived, failing] = ids;
    await sources.setPaused(database(), "schedule", paused ?? "", true);
    await sources.archive(database(), "schedule", archived ?? "");
    await sources.setProblem(database(), "schedule", failing ?? "", { code: "c", message: "m" });

    const seen: { id: string; workspaceId: string }[] = [];
    for (let after: string | null = null; ; ) {
      const page = await sources.listActive(database(), { after, limit: 2 });
      seen.push(...page);
      after = page.at(-1)?.id ?? null;
      if (after === null) break;
    }
    const own = seen.filter(({ workspaceId }) => workspaceId === "schedule").map(({ id }) => id);
    expect(own.sort()).toEqual(ids.slice(2).sort());
    expect(new Set(seen.map(({ id }) => id)).size).toBe(seen.length);
  });
});
