import { join } from "node:path";
import type { Job, SourceRecord } from "@tributary/validation";
import { describe, expect, it } from "vitest";
import { createRepository, temporaryFolder } from "../testing/repository.ts";
import { runWorkflow } from "../testing/run-workflow.ts";
import { createServedConsole } from "../testing/served-console.ts";
import { checkSchedule, nextSyncAfter } from "./sync-schedule.ts";

const now = new Date("2026-03-28T12:00:00Z");
const schedule = (cron: string, timezone = "UTC") => ({ cron, timezone });

describe("a schedule", () => {
  it("comes due by the clock of its time zone, also across a change to summer time", () => {
    expect(nextSyncAfter(schedule("30 6 * * *", "Europe/Prague"), now)?.toISOString()).toBe("2026-03-29T04:30:00.000Z");
    expect(nextSyncAfter(schedule("30 13 * * *", "Europe/Prague"), now)?.toISOString()).toBe(
      "2026-03-28T12:30:00.000Z",
    );
  });

  it.each([
    [schedule("* * * *"), /"\* \* \* \*" is no cron schedule: five fields are needed/],
    [schedule("61 * * * *"), /is no cron schedule/],
    [schedule("@daily"), /is no cron schedule/],
    [schedule("0 0 31 2 *"), /never comes/],
    [schedule("0 6 * * *", "Mars/Olympus"), /"Mars\/Olympus" is no time zone/],
  ])("that cannot be used is refused with what is wrong: %j", (given, message) => {
    expect(() => checkSchedule(given, now)).toThrow(message);
  });
});

describe("schedule.sync", { timeout: 120_000 }, () => {
  it("asks once for each source whose own schedule has come due, which the nightly sync leaves out", async () => {
    const folder = temporaryFolder();
    const repository = createRepository(join(folder, "lantern"), { "README.md": "# Lantern\n" });
    const { runtime, send, get, post, until } = await createServedConsole(join(folder, "home"));
    const { source } = await post<{ source: SourceRecord }>("/v1/sources", {
      kind: "git",
      config: { path: repository },
    });
    expect(source.syncSchedule).toBeNull();
    const jobs = async () => (await get<{ jobs: Job[] }>("/v1/jobs")).jobs;
    const idle = async () => {
      const { runs } = await runtime.workflows.health();
      return runs !== null && runs.queued + runs.running + runs.waiting === 0;
    };
    await until("it was synced for having been connected", idle);
    const before = (await jobs()).length;
    const path = `/v1/sources/${source.id}`;
    const change = async (body: unknown) => {
      const headers = { "content-type": "application/json" };
      const answer = await send(path, { method: "PATCH", headers, body: JSON.stringify(body) });
      return { status: answer.status, body: (await answer.json()) as { source: SourceRecord } };
    };
    expect(await change({ syncSchedule: { cron: "every day" } })).toMatchObject({
      status: 400,
      body: { error: { message: expect.stringContaining("five fields are needed") } },
    });
    const changed = await change({ syncSchedule: { cron: "0  6 * * 1-5", timezone: "Europe/Prague" } });
    expect(changed.body.source.syncSchedule).toEqual({ cron: "0 6 * * 1-5", timezone: "Europe/Prague" });
    expect(Date.parse(changed.body.source.nextSyncAt ?? "")).toBeGreaterThan(Date.now());
    expect(await runWorkflow(runtime, "schedule.sync")).toEqual({ requested: 0 });
    expect(await runWorkflow(runtime, "scheduled.daily.sync")).toEqual({ requested: 0 });

    // Nobody looked for days: every one of them has passed, and one sync is asked for.
    const missed = () =>
      runtime.services.database.orm.execute("UPDATE sources SET next_sync_at = '2026-01-05T05:00:00Z'");
    await missed();
    expect(await runWorkflow(runtime, "schedule.sync")).toEqual({ requested: 1 });
    await until("the scheduled sync is over", async () => (await idle()) && (await jobs()).length > before);
    expect((await jobs())[0]).toMatchObject({ trigger: "schedule:own", status: "completed" });
    const { nextSyncAt } = (await get<{ source: SourceRecord }>(path)).source;
    expect(Date.parse(nextSyncAt ?? "")).toBeGreaterThan(Date.now());
    expect(await runWorkflow(runtime, "schedule.sync")).toEqual({ requested: 0 });

    // A look that crashed before it wrote the next time down asks again for what was asked for: that counts once.
    await missed();
    expect(await runWorkflow(runtime, "schedule.sync")).toEqual({ requested: 1 });
    await until("nothing runs", idle);
    expect(await jobs()).toHaveLength(before + 1);

    expect((await change({ syncSchedule: null })).body.source).toMatchObject({ syncSchedule: null, nextSyncAt: null });
    expect(await runWorkflow(runtime, "scheduled.daily.sync")).toEqual({ requested: 1 });
  });
});
