import { Inngest, type InngestFunction } from "inngest";
import { EMBEDDED_BASE_URL } from "../driver/sdk-handler.ts";
import { createEmbeddedInngest, type EmbeddedInngest, type EmbeddedInngestOptions } from "../engine.ts";
import type { RunDetails } from "../runs/types.ts";
import { createVirtualClock, type VirtualClock } from "../virtual-clock.ts";

const ignore = (): void => {};
/** A logger for the SDK that prints nothing and has `flush`, without which the SDK waits in every call. */
export const silentSdkLogger = {
  debug: ignore,
  info: ignore,
  warn: ignore,
  error: ignore,
  flush: async (): Promise<void> => {},
};

/** An engine on a virtual clock with a real SDK client, for scenario tests. */
export interface TestEngine {
  readonly engine: EmbeddedInngest;
  readonly client: Inngest.Any;
  readonly clock: VirtualClock;
  /** What the engine logged as warning or error. */
  readonly logged: string[];
  serve(...functions: InngestFunction.Any[]): Promise<void>;
  /** Sends one event and answers its id. */
  send(name: string, data?: Record<string, unknown>, extra?: { id?: string; ts?: number }): Promise<string>;
  /** Moves the clock and lets everything that becomes due be done. */
  advance(ms: number): Promise<void>;
  /** Every run of a function, oldest first. */
  runsOf(functionId: string): RunDetails[];
  /** The only run of a function. */
  onlyRun(functionId: string): RunDetails;
}

/** Options of the engine, with `retryInterval: "service"` for the service's own delays. */
export interface TestEngineOptions extends Omit<Partial<EmbeddedInngestOptions>, "clock" | "retryInterval"> {
  readonly clock?: VirtualClock;
  readonly retryInterval?: number | "service";
}

/** Makes a test engine in memory unless a file is given; failed calls are repeated after 1 s. */
export function createTestEngine(options: TestEngineOptions = {}): TestEngine {
  const { clock = createVirtualClock(), retryInterval = 1000, ...others } = options;
  const logged: string[] = [];
  const log = (message: string): void => void logged.push(message);
  const engine = createEmbeddedInngest({
    file: ":memory:",
    synchronous: "NORMAL",
    logger: { debug: ignore, info: ignore, warn: log, error: log },
    ...others,
    ...(retryInterval === "service" ? {} : { retryInterval }),
    clock,
  });
  const client: Inngest.Any = new Inngest({
    id: "app",
    isDev: true,
    fetch: engine.fetch,
    baseUrl: EMBEDDED_BASE_URL,
    logger: silentSdkLogger,
  });

  function runsOf(functionId: string): RunDetails[] {
    return engine.runs
      .list({ functionId, limit: 10_000 })
      .reverse()
      .flatMap(({ runId }) => engine.runs.get(runId) ?? []);
  }

  return {
    engine,
    client,
    clock,
    logged,
    async serve(...functions) {
      await engine.register({ client, functions });
      await engine.start();
    },
    async send(name, data = {}, extra = {}) {
      const { ids } = await client.send({ name, data, ...extra });
      await engine.idle();
      return ids[0] ?? "";
    },
    advance: (ms) => clock.advance(ms, engine.idle),
    runsOf,
    onlyRun(functionId) {
      const [run, ...others] = runsOf(functionId);
      if (!run || others.length > 0)
        throw new Error(`${functionId} has ${others.length + (run ? 1 : 0)} runs, not one.`);
      return run;
    },
  };
}

/** A promise that is settled from outside, to hold a step until a test says so. */
export function createGate(): { readonly opened: Promise<void>; open(): void } {
  let open = ignore;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open: () => open() };
}

/** An event's data, of any shape. */
export function dataOf(event: { readonly data?: unknown }): Record<string, unknown> {
  return (event.data ?? {}) as Record<string, unknown>;
}

/** The trigger option for one event. */
export function on(event: string): { triggers: [{ event: string }] } {
  return { triggers: [{ event }] };
}

/** For `expect.poll`: long enough for a machine busy with other things. */
export const patient = { timeout: 20_000 };
