import { describe, expect, it } from "vitest";
import { durationOf, isTakenOver, queueTimeOf, spansOf } from "./step-spans.ts";

const at = (seconds: number) => new Date(Date.UTC(2026, 0, 1) + seconds * 1_000).toISOString();
const time = (seconds: number) => Date.parse(at(seconds));
const failed = (seconds: number, attempt: number) => ({
  attempt,
  at: at(seconds),
  error: { name: "Error", message: "no", stack: null },
});

describe("spansOf", () => {
  it("tells waiting for a turn from work", () => {
    const step = {
      kind: "run" as const,
      queuedAt: at(0),
      startedAt: at(2),
      endedAt: at(5),
      attempts: [{ attempt: 1, at: at(5), error: null }],
    };
    expect(spansOf(step, time(9))).toEqual({
      spans: [
        { kind: "queued", from: time(0), to: time(2) },
        { kind: "work", from: time(2), to: time(5) },
      ],
      failures: [],
    });
  });

  it("marks every failure, and tells the first attempt from what came after", () => {
    const step = {
      kind: "run" as const,
      ...{ queuedAt: at(0), startedAt: at(0), endedAt: null, attempts: [failed(1, 1), failed(4, 2)] },
    };
    expect(spansOf(step, time(6))).toEqual({
      spans: [
        { kind: "work", from: time(0), to: time(1) },
        { kind: "retry", from: time(1), to: time(6) },
      ],
      failures: [time(1), time(4)],
    });
  });

  it("tells sleeps and other functions from work", () => {
    const step = { queuedAt: at(0), startedAt: at(0), endedAt: null, attempts: [] };
    expect(spansOf({ ...step, kind: "sleep" }, time(3)).spans).toEqual([{ kind: "wait", from: time(0), to: time(3) }]);
    expect(spansOf({ ...step, kind: "invoke" }, time(3)).spans).toEqual([
      { kind: "invoke", from: time(0), to: time(3) },
    ]);
  });

  it("does not take a run apart, whose steps do that", () => {
    const run = { queuedAt: at(0), startedAt: at(0), endedAt: at(3), attempts: [failed(1, 1)] };
    expect(spansOf(run, time(3))).toEqual({
      spans: [{ kind: "whole", from: time(0), to: time(3) }],
      failures: [time(1)],
    });
  });

  it("shows what has not begun as waiting until now", () => {
    const step = { queuedAt: at(1), startedAt: null, endedAt: null, attempts: [] };
    expect(spansOf(step, time(3)).spans).toEqual([{ kind: "queued", from: time(1), to: time(3) }]);
    expect(spansOf({ ...step, queuedAt: null }, time(3)).spans).toEqual([]);
  });
});

describe("times of a step", () => {
  it("are counted from its start, and to now while it runs", () => {
    expect(durationOf({ startedAt: at(1), endedAt: null }, time(4))).toBe(3_000);
    expect(durationOf({ startedAt: null, endedAt: null }, time(4))).toBeNull();
    expect(queueTimeOf({ queuedAt: at(1), startedAt: at(1) })).toBeNull();
    expect(queueTimeOf({ queuedAt: at(1), startedAt: at(3) })).toBe(2_000);
  });

  it("tell which results were taken over from the run that is repeated", () => {
    expect(isTakenOver({ endedAt: at(1) }, { queuedAt: at(2), originalRunId: "01K" })).toBe(true);
    expect(isTakenOver({ endedAt: at(3) }, { queuedAt: at(2), originalRunId: "01K" })).toBe(false);
    expect(isTakenOver({ endedAt: at(1) }, { queuedAt: at(2), originalRunId: null })).toBe(false);
  });
});
