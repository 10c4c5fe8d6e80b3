import { type FaultingFetch, faultingFetch } from "../faulting-fetch.ts";

/** What surrounds a source over HTTP in a world: a clock that moves when told, a network that fails on request, a log. */
export interface Surroundings {
  readonly clock: { now: number };
  readonly service: FaultingFetch;
  /** How long its sources wait for an answer. */
  readonly patience: { timeoutMs: number };
  /** What to create a source with besides its credentials; it has the patience of the moment, whenever it was made. */
  readonly deps: SourceSurroundings;
  /** What its sources logged: a world's `logged`. */
  logged(): readonly unknown[];
  /** A world's `openWork`. */
  openWork(): number;
  /** Has nothing answered from now on: what a world's `stalled` begins with. */
  stall(): void;
}

/** The part of a source's dependencies that a world has in its hand. */
export interface SourceSurroundings {
  readonly fetch: typeof globalThis.fetch;
  now(): number;
  readonly logger: Readonly<Record<"debug" | "info" | "warn", (fields: object, message: string) => void>>;
  readonly timeoutMs: number;
}

const PATIENCE_MS = 60_000;

/** Makes them, with the clock at a time; `fetch` is how requests get to the fake, by default over the machine's network. */
export function createSurroundings(now: number, fetch: typeof globalThis.fetch = globalThis.fetch): Surroundings {
  const clock = { now };
  const service = faultingFetch(fetch);
  const patience = { timeoutMs: PATIENCE_MS };
  const logged: unknown[] = [];
  const log = (fields: object, message: string) => void logged.push({ ...fields, message });
  return {
    clock,
    service,
    patience,
    deps: {
      fetch: service.fetch,
      now: () => clock.now,
      logger: { debug: log, info: log, warn: log },
      get timeoutMs() {
        return patience.timeoutMs;
      },
    },
    logged: () => logged,
    openWork: service.openRequests,
    stall: () => void service.inject({ fault: { type: "stall" } }),
  };
}

/** Joins dependencies without looking at them yet: a patience that changes stays one that changes. */
export function joined<One extends object, Other extends object>(one: One, other: Other): One & Other {
  return Object.defineProperties(
    {},
    { ...Object.getOwnPropertyDescriptors(one), ...Object.getOwnPropertyDescriptors(other) },
  ) as One & Other;
}
