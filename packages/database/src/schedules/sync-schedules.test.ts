import { expect, it } from "vitest";
import { sources, syncSchedules } from "../index.ts";
import { createScope } from "../testing/rows.ts";
import { describeDatabases } from "../testing/test-databases.ts";

const schedule = { cron: "0 6 * * *", timezone: "UTC" };
const [early, late] = ["2026-05-01T06:00:00.000Z", "2026-05-02T06:00:00.000Z"];

describeDatabases("schedules of sources", (database) => {
  it("come due once, by their own time, for sources that are synced at all", async () => {
    const { workspaceId, sourceId } = await createScope(database());
    const key = { workspaceId, sourceId };
    expect(await syncSchedules.set(database(), { ...key, workspaceId: "other", schedule, nextSyncAt: early })).toBe(
      false,
    );
    expect(await syncSchedules.set(database(), { ...key, schedule, nextSyncAt: early })).toBe(true);
    expect(await sources.get(database(), workspaceId, sourceId)).toMatchObject({
      syncSchedule: schedule,
      nextSyncAt: early,
    });
    const due = async (now: string) =>
      (await syncSchedules.listDue(database(), { now, limit: 10 })).filter((entry) => entry.sourceId === sourceId);
    expect(await due("2026-05-01T05:59:59.999Z")).toEqual([]);
    expect(await due(early)).toEqual([{ ...key, schedule, dueAt: early }]);
    await sources.setPaused(database(), workspaceId, sourceId, true);
    expect(await due(early)).toEqual([]);
    await sources.setPaused(database(), workspaceId, sourceId, false);
    const nightly = await sources.listActive(database(), { after: null, limit: 1_000, nightly: true });
    expect(nightly.map(({ id }) => id)).not.toContain(sourceId);

    await syncSchedules.advance(database(), { ...key, dueAt: early, nextSyncAt: late });
    expect(await due(early)).toEqual([]);
    // A look that is late has nothing to move on any more.
    await syncSchedules.advance(database(), { ...key, dueAt: early, nextSyncAt: early });
    expect(await due(late)).toEqual([{ ...key, schedule, dueAt: late }]);
    await syncSchedules.set(database(), { ...key, schedule: null, nextSyncAt: null });
    expect(await due(late)).toEqual([]);
  });
});
