import { cron } from "inngest";
import { describe, expect, it } from "vitest";
import { createTestEngine } from "../testing/test-engine.ts";
import { createVirtualClock } from "../virtual-clock.ts";

const hour = 3_600_000;

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
});
