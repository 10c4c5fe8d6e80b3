import type { TestEngine } from "./test-engine.ts";

/** Step bodies that take virtual time, and a clock that moves while they are being run. */
export interface VirtualWork {
  /** Takes `ms` of virtual time. */
  work(ms: number): Promise<void>;
  /** Sends events named `go` in one request. */
  send(...data: readonly Record<string, unknown>[]): Promise<void>;
  /** Moves the clock, letting everything happen at each instant before the next. */
  advance(ms: number): Promise<void>;
  /** Waits until nothing more happens at this instant. */
  settle(): Promise<void>;
}

/** How many turns of the event loop nothing must happen in before an instant counts as over. */
const quietTurns = 30;

/** Makes virtual work for an engine. `engine.idle` would wait for the bodies, which wait for the clock. */
export function createVirtualWork({ client, clock, engine }: TestEngine): VirtualWork {
  let working = 0;

  async function settle(): Promise<void> {
    for (let quiet = 0; quiet < quietTurns; ) {
      await new Promise<void>((resolve) => setImmediate(resolve));
      quiet = engine.stats().inFlight === working ? quiet + 1 : 0;
    }
  }

  return {
    async work(ms) {
      working += 1;
      await new Promise<void>((resolve) => clock.setTimer(resolve, ms));
      working -= 1;
    },
    async send(...data) {
      await client.send(data.map((each) => ({ name: "go", data: each })));
      await settle();
    },
    advance: (ms) => clock.advance(ms, settle),
    settle,
  };
}
