import { join } from "node:path";
import { cron } from "inngest";
import { describe, expect, it, onTestFinished } from "vitest";
import { crashCopy, createTestFolder } from "../../testing/crash-copy.ts";
import { createTestEngine, type TestEngine } from "../../testing/test-engine.ts";
import { createTimeline } from "../../testing/timeline.ts";
import { createVirtualClock, type VirtualClock } from "../../virtual-clock.ts";

const minute = 60_000;
const hour = 60 * minute;

/** The instants at which a schedule fires within `hours` of a start, as ISO texts without seconds. */
async function firesOf(schedule: string, start: string, hours: number): Promise<readonly string[]> {
  const clock = createVirtualClock(Date.parse(start));
  const { client, serve, advance } = createTestEngine({ clock });
  const fires: string[] = [];
  await serve(
    client.createFunction({ id: "fn", triggers: [{ cron: schedule }] }, () => {
      fires.push(new Date(clock.now()).toISOString().slice(0, 16));
    }),
  );
  await advance(hours * hour);
  return fires;
}

describe("cron triggers", () => {
  it("fire at each instant, with the schedule in the event", async () => {
    const clock = createVirtualClock(Date.UTC(2100, 0, 1, 11, 30));
    const { client, serve, advance, runsOf } = createTestEngine({ clock });
    const triggers = [{ cron: "TZ=Europe/Prague 0 13,15 * * *" }, cron("0 12 * * *")];
    await serve(client.createFunction({ id: "daily", triggers }, ({ event }) => [event.name, event.data]));
    await advance(4 * hour);
    // 13:00 in Prague is 12:00 UTC in January, so two schedules fire then.
    expect(
      runsOf("daily")
        .map((run) => run.createdAt)
        .toSorted(),
    ).toEqual([Date.UTC(2100, 0, 1, 12), Date.UTC(2100, 0, 1, 12), Date.UTC(2100, 0, 1, 14)]);
    expect(runsOf("daily").map((run) => run.output)).toContainEqual([
      "inngest/scheduled.timer",
      { cron: "0 12 * * *" },
    ]);
  });

  it("fire in UTC unless a zone is named, by TZ= or CRON_TZ=", async () => {
    const start = "2027-07-01T00:00:00Z";
    expect(await firesOf("30 9 * * *", start, 48)).toEqual(["2027-07-01T09:30", "2027-07-02T09:30"]);
    expect(await firesOf("TZ=America/New_York 30 9 * * *", start, 24)).toEqual(["2027-07-01T13:30"]);
    expect(await firesOf("CRON_TZ=Asia/Kolkata 30 9 * * THU", start, 24)).toEqual(["2027-07-01T04:00"]);
  });

  it("keep local time when clocks change, and fire once in the hour that comes twice", async () => {
    // Prague: 28 March 2027 has no 02:00–03:00, 31 October 2027 has it twice.
    expect(await firesOf("TZ=Europe/Prague 0 12 * * *", "2027-03-27T00:00:00Z", 48)).toEqual([
      "2027-03-27T11:00",
      "2027-03-28T10:00",
    ]);
    expect(await firesOf("TZ=Europe/Prague 30 2 * * *", "2027-10-30T00:00:00Z", 72)).toEqual([
      "2027-10-30T00:30",
      "2027-10-31T00:30",
      "2027-11-01T01:30",
    ]);
    // The service skips the day without 02:30; here it fires when the hour would have begun.
    expect(await firesOf("TZ=Europe/Prague 30 2 * * *", "2027-03-27T00:00:00Z", 72)).toEqual([
      "2027-03-27T01:30",
      "2027-03-28T01:00",
      "2027-03-29T00:30",
    ]);
    expect(await firesOf("TZ=Europe/Prague 0 * * * *", "2027-03-27T23:30:00Z", 4)).toHaveLength(4);
  });

  it("are put off by up to their jitter, and the next instant follows from the schedule", async () => {
    const clock = createVirtualClock(Date.UTC(2100, 0, 1));
    const { client, serve, advance } = createTestEngine({ clock });
    const timeline = createTimeline(clock);
    const triggers = [{ cron: "0 * * * *", jitter: "5m" }];
    await serve(
      client.createFunction({ id: "fn", triggers: triggers as never }, ({ event }) => timeline.note(event.ts)),
    );
    await advance(20 * hour + 5 * minute);
    expect(timeline.times()).toHaveLength(20);
    for (const [index, [ms, ts]] of timeline.entries().entries()) {
      const tick = (index + 1) * hour;
      expect(ts).toBe(Date.UTC(2100, 0, 1) + tick);
      expect(ms).toBeGreaterThanOrEqual(tick);
      expect(ms).toBeLessThan(tick + 5 * minute);
    }
    expect(new Set(timeline.times().map((ms) => ms % hour)).size).toBeGreaterThan(1);
  });

  it("fire once, late, for all they missed while no engine ran", async () => {
    const file = join(createTestFolder(), "engine.db");
    const open = async (options: { file: string; clock: VirtualClock }): Promise<TestEngine> => {
      const test = createTestEngine(options);
      onTestFinished(() => test.engine.stop({ drainMs: 0 }));
      await test.serve(test.client.createFunction({ id: "fn", triggers: [{ cron: "0 * * * *" }] }, () => null));
      return test;
    };
    const clock = createVirtualClock(Date.UTC(2100, 0, 1, 0, 30));
    const first = await open({ file, clock });
    await first.advance(hour);
    const copy = crashCopy(file);
    const second = await open({ file: copy, clock: createVirtualClock(clock.now() + 5 * hour + 10 * minute) });
    await second.engine.idle();
    await second.advance(hour);
    expect(second.runsOf("fn").map((run) => new Date(run.createdAt).toISOString().slice(11, 16))).toEqual([
      "01:00",
      "06:40",
      "07:00",
    ]);
    // Nothing fires twice when the process stops again right after.
    const third = await open({ file: crashCopy(copy), clock: createVirtualClock(second.clock.now()) });
    await third.engine.idle();
    expect(third.runsOf("fn")).toHaveLength(3);
  });

  it("stop with a registration that no longer has them", async () => {
    const { client, engine, serve, advance, runsOf } = createTestEngine();
    const hourly = client.createFunction({ id: "hourly", triggers: [{ cron: "0 * * * *" }] }, () => null);
    await serve(hourly);
    await advance(hour);
    expect(runsOf("hourly")).toHaveLength(1);
    await engine.register({ client, functions: [] });
    await advance(3 * hour);
    expect(runsOf("hourly")).toHaveLength(1);
    await engine.register({ client, functions: [hourly] });
    await advance(2 * hour);
    expect(runsOf("hourly")).toHaveLength(3);
  });

  it("go through the function's flow control like events", async () => {
    const { client, clock, serve, advance } = createTestEngine();
    const timeline = createTimeline(clock);
    const triggers = [{ cron: "* * * * *" }];
    const make = (id: string, options: object) =>
      client.createFunction({ id, ...options, triggers }, ({ step }) => {
        timeline.note(id);
        return step.sleep("nap", "150s");
      });
    await serve(make("single", { checkpointing: false, singleton: { mode: "skip" } }));
    await advance(7 * minute);
    const starts = timeline.times().filter((ms) => ms % minute === 0);
    expect(starts).toEqual([minute, 4 * minute, 7 * minute]);
  });
});
