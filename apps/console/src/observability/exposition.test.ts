import { describe, expect, it } from "vitest";
import { expose } from "./exposition.ts";
import { createRegistry } from "./registry.ts";

describe("the exposition", () => {
  it("writes each family once, with the series of every process", () => {
    const registry = createRegistry();
    const counter = registry.counter("jobs_total", "Jobs\nof a \\ kind.");
    counter.add({ kind: 'a"b\\c\n' });
    counter.add({ kind: 'a"b\\c\n' }, 1.5);
    const histogram = registry.histogram("job_seconds", "Time.", [0.1, 1]);
    for (const seconds of [0.1, 0.5, 3]) histogram.observe({}, seconds);
    registry.reading("free", "Free.", () => [{ labels: {}, value: Number.POSITIVE_INFINITY }]);
    const text = expose({ one: registry.families(), two: registry.families().slice(0, 1) });
    expect(text).toBe(`# HELP jobs_total Jobs\\nof a \\\\ kind.
# TYPE jobs_total counter
jobs_total{process="one",kind="a\\"b\\\\c\\n"} 2.5
jobs_total{process="two",kind="a\\"b\\\\c\\n"} 2.5
# HELP job_seconds Time.
# TYPE job_seconds histogram
job_seconds_bucket{process="one",le="0.1"} 1
job_seconds_bucket{process="one",le="1"} 2
job_seconds_bucket{process="one",le="+Inf"} 3
job_seconds_sum{process="one"} 3.6
job_seconds_count{process="one"} 3
# HELP free Free.
# TYPE free gauge
free{process="one"} +Inf
`);
  });

  it("does not grow without an end", () => {
    const registry = createRegistry();
    const counter = registry.counter("jobs_total", "Jobs.");
    for (let n = 0; n < 2_000; n++) counter.add({ kind: `kind-${n}` });
    const [family] = registry.families();
    expect(family?.samples).toHaveLength(501);
    expect(family?.samples.at(-1)).toEqual({ suffix: "", labels: { kind: "other" }, value: 1_500 });
  });
});
