/** Labels of one series; their values come from short, closed lists. */
export type Labels = Readonly<Record<string, string>>;

/** One line of an exposition. */
export interface MetricSample {
  /** What follows the family's name: `_bucket`, `_sum`, `_count`, or nothing. */
  readonly suffix: string;
  readonly labels: Labels;
  readonly value: number;
}

/** One metric with all its series, as it crosses from one process to another. */
export interface MetricFamily {
  readonly name: string;
  readonly help: string;
  readonly type: "counter" | "gauge" | "histogram";
  readonly samples: readonly MetricSample[];
}

/** Only ever goes up. */
export interface Counter {
  add(labels: Labels, value?: number): void;
}

/** Counts values by how large they are. */
export interface Histogram {
  observe(labels: Labels, value: number): void;
}

/** The metrics of one process. */
export interface Registry {
  counter(name: string, help: string): Counter;
  /** `buckets` are upper bounds, ascending. */
  histogram(name: string, help: string, buckets: readonly number[]): Histogram;
  /** `read` is asked at every look; what it tells is a gauge unless told otherwise. */
  reading(
    name: string,
    help: string,
    read: () => readonly Omit<MetricSample, "suffix">[],
    type?: "gauge" | "counter",
  ): void;
  families(): MetricFamily[];
}

/** Series of one metric; past it everything counts as `other`: labels must not grow without an end. */
const SERIES_MAX = 500;

/** Makes an empty registry. */
export function createRegistry(): Registry {
  const readers: (() => MetricFamily)[] = [];
  return {
    counter(name, help) {
      const series = createSeries(() => ({ value: 0 }));
      readers.push(() => ({
        ...{ name, help, type: "counter" },
        samples: series.all().map(({ labels, state }) => ({ suffix: "", labels, value: state.value })),
      }));
      return {
        add(labels, value = 1) {
          series.of(labels).value += value;
        },
      };
    },

    histogram(name, help, buckets) {
      const series = createSeries(() => ({ counts: buckets.map(() => 0), count: 0, sum: 0 }));
      readers.push(() => ({
        ...{ name, help, type: "histogram" },
        samples: series.all().flatMap(({ labels, state: { counts, count, sum } }) => [
          ...buckets.map((bound, n) => ({
            ...{ suffix: "_bucket", labels: { ...labels, le: String(bound) } },
            value: counts[n] ?? 0,
          })),
          { suffix: "_bucket", labels: { ...labels, le: "+Inf" }, value: count },
          { suffix: "_sum", labels, value: sum },
          { suffix: "_count", labels, value: count },
        ]),
      }));
      return {
        observe(labels, value) {
          const state = series.of(labels);
          state.count += 1;
          state.sum += value;
          for (const [n, bound] of buckets.entries()) if (value <= bound) state.counts[n] = (state.counts[n] ?? 0) + 1;
        },
      };
    },

    reading(name, help, read, type = "gauge") {
      readers.push(() => ({
        ...{ name, help, type },
        samples: read().map((sample) => ({ ...sample, suffix: "" })),
      }));
    },

    families: () => readers.map((read) => read()),
  };
}

function createSeries<State>(create: () => State) {
  const series = new Map<string, { readonly labels: Labels; readonly state: State }>();
  const make = (key: string, labels: Labels): State => {
    const state = create();
    series.set(key, { labels, state });
    return state;
  };
  return {
    all: () => [...series.values()],
    of(labels: Labels): State {
      const key = JSON.stringify(labels);
      const known = series.get(key);
      if (known) return known.state;
      if (series.size < SERIES_MAX) return make(key, labels);
      const other = Object.fromEntries(Object.keys(labels).map((label) => [label, "other"]));
      const otherKey = JSON.stringify(other);
      return series.get(otherKey)?.state ?? make(otherKey, other);
    },
  };
}
