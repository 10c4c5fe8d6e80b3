import { describe, expect, it } from "vitest";
import { createHousekeeping } from "./housekeeping.ts";

/** ReadyForQuery: `I` outside a transaction, `T` inside. */
const ready = (state: "I" | "T") => Uint8Array.of(0x5a, 0, 0, 0, 5, state.charCodeAt(0));
const mebibyte = 1024 * 1024;

describe("housekeeping", () => {
  const start = (idleMs: number) => {
    const statements: string[] = [];
    const activity = { flushes: 0, walBytes: 0 };
    let ranAt: (() => void) | undefined;
    const vacuumed = new Promise<void>((resolve) => {
      ranAt = resolve;
    });
    const session = {
      activity,
      exchange: async () => new Uint8Array(),
      close: async () => {},
      async run(statement: string) {
        statements.push(statement);
        if (statement === "CHECKPOINT" && statements.includes("VACUUM (ANALYZE)")) ranAt?.();
      },
    };
    const housekeeping = createHousekeeping({
      ...{ session, idleMs, checkpointBytes: 64 * mebibyte, vacuumBytes: 16 * mebibyte },
      exclusive: (work) => work(),
    });
    return { activity, statements, housekeeping, vacuumed };
  };

  it("writes a checkpoint once enough was logged, and never inside a transaction", async () => {
    const { activity, statements, housekeeping } = start(60_000);
    activity.walBytes = 63 * mebibyte;
    await housekeeping.after(ready("I"));
    expect(statements).toEqual([]);
    activity.walBytes = 64 * mebibyte;
    await housekeeping.after(ready("T"));
    await housekeeping.after(Uint8Array.of(0x43));
    expect(statements).toEqual([]);
    await housekeeping.after(ready("I"));
    await housekeeping.after(ready("I"));
    expect(statements).toEqual(["CHECKPOINT"]);
    activity.walBytes = 128 * mebibyte;
    await housekeeping.after(ready("I"));
    expect(statements).toEqual(["CHECKPOINT", "CHECKPOINT"]);
    await housekeeping.stop();
  });

  it("vacuums when nobody asks anything, or at the end", async () => {
    const idle = start(1);
    idle.activity.walBytes = 16 * mebibyte;
    await idle.housekeeping.after(ready("I"));
    await idle.vacuumed;
    expect(idle.statements).toEqual(["VACUUM (ANALYZE)", "CHECKPOINT"]);
    await idle.housekeeping.stop();
    expect(idle.statements).toHaveLength(2);

    const ending = start(60_000);
    ending.activity.walBytes = 16 * mebibyte;
    await ending.housekeeping.after(ready("I"));
    await ending.housekeeping.stop();
    expect(ending.statements).toEqual(["VACUUM (ANALYZE)", "CHECKPOINT"]);
  });

  it("leaves a database alone in which little was written", async () => {
    const { activity, statements, housekeeping } = start(0);
    activity.walBytes = mebibyte;
    await housekeeping.after(ready("I"));
    await housekeeping.stop();
    expect(statements).toEqual([]);
  });
});
