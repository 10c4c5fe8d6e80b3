import { describe, expect, it } from "vitest";
import type { Metrics } from "../../../api/metrics.ts";
import { addMetrics } from "./add-metrics.ts";
import { rangeOf } from "./ranges.ts";
import { stepsOf } from "./steps.ts";
import { embeddingMoney, meanSearchMs, successRate } from "./totals.ts";

const none = addMetrics([]);
const metrics = (given: Partial<Metrics>): Metrics => ({ ...none, ...given });
const sync = { completed: 0, completedWithFailures: 0, failed: 0, cancelled: 0, seconds: 0 };
const texts = (given: Partial<Metrics["embeddings"][string]>) => ({
  model: { texts: 10, cached: 0, tokens: 100, costDollars: 1, ...given },
});

describe("hours added up", () => {
  it("add each figure, and keep what the last one that looked could find", () => {
    const total = addMetrics([
      metrics({ syncs: { git: { ...sync, completed: 2 } }, searchable: 7 }),
      metrics({ syncs: { git: { ...sync, failed: 1 }, slack: { ...sync, completed: 1 } } }),
    ]);
    expect(total.syncs.git).toMatchObject({ completed: 2, failed: 1 });
    expect(total.syncs.slack?.completed).toBe(1);
    expect(total.searchable).toBe(7);
  });

  it("know no cost when one of them does not", () => {
    const hours = [metrics({ embeddings: texts({}) }), metrics({ embeddings: texts({ costDollars: null }) })];
    expect(addMetrics(hours).embeddings.model).toMatchObject({ texts: 20, costDollars: null });
    expect(addMetrics([metrics({ embeddings: texts({}) }), none]).embeddings.model?.costDollars).toBe(1);
  });
});

describe("figures of a period", () => {
  it("count a sync that lost some documents as one that succeeded, and a cancelled one not at all", () => {
    const syncs = { git: { ...sync, completed: 2, completedWithFailures: 1, failed: 1, cancelled: 5 } };
    expect(successRate(metrics({ syncs }))).toBe(0.75);
    expect(successRate(none)).toBeNull();
  });

  it("tell what the cache saved where the price is known and something is paid", () => {
    expect(embeddingMoney(metrics({ embeddings: texts({ cached: 30 }) }))).toEqual({ spent: 1, saved: 3 });
    expect(embeddingMoney(metrics({ embeddings: texts({ tokens: 0, costDollars: 0 }) }))).toBeNull();
    expect(embeddingMoney(metrics({ embeddings: texts({ costDollars: null }) }))).toBeNull();
  });

  it("tell the mean time of a search", () => {
    expect(meanSearchMs(metrics({ searches: { count: 4, cached: 0, empty: 0, failed: 0, seconds: 0.1 } }))).toBe(25);
    expect(meanSearchMs(none)).toBeNull();
  });
});

describe("the steps of a chart", () => {
  const now = new Date(2026, 10, 22, 14, 20);
  const at = (day: number, hour: number, searchable: number) => ({
    hour: new Date(2026, 10, day, hour).toISOString(),
    metrics: metrics({ searchable }),
  });

  it("are the range up to now, those without figures included", () => {
    const steps = stepsOf([at(22, 13, 5), at(22, 14, 6)], rangeOf("24"), now);
    expect(steps).toHaveLength(24);
    expect(steps[0]).toMatchObject({ metrics: null, tick: "15:00", partial: false });
    expect(steps[22]).toMatchObject({ partial: false, label: "Nov 22, 13:00–14:00" });
    expect(steps[23]?.metrics?.searchable).toBe(6);
    expect(steps[23]).toMatchObject({ partial: true, label: "Nov 22, 14:00–15:00, so far" });
  });

  it("put several hours together", () => {
    const steps = stepsOf([at(21, 1, 1), at(21, 5, 2), at(21, 6, 3)], rangeOf("168"), now);
    expect(steps).toHaveLength(28);
    expect(steps.flatMap(({ metrics: of }) => of?.searchable ?? [])).toEqual([2, 3]);
    expect(stepsOf([at(1, 3, 9)], rangeOf("720"), now).filter(({ metrics: of }) => of)).toHaveLength(1);
  });
});
