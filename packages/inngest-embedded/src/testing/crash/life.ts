import { createHash } from "node:crypto";
import { join } from "node:path";
import { Inngest } from "inngest";
import { EMBEDDED_BASE_URL } from "../../driver/sdk-handler.ts";
import { createEmbeddedInngest, type EmbeddedInngest } from "../../engine.ts";
import { openJournal } from "./journal.ts";
import { beginning, type KeptClock, openKeptClock } from "./kept-clock.ts";
import { type Arrival, minute, type Scenario, type World } from "./scenario.ts";

/** The files of a life, in its folder. */
export const lifeFiles = { engine: "engine.db", wal: "engine.db-wal", journal: "journal.log", clock: "clock" } as const;

/** How one life of the workload goes. */
export interface LifeOptions {
  readonly folder: string;
  readonly scenarios: readonly Scenario[];
  readonly synchronous: "FULL" | "NORMAL";
  /** Where the server listens that the engine calls for functions. */
  readonly outsideUrl: string;
  /** Called before and after each effect, each call of a function and each request to the engine. */
  readonly point: (what: string) => void;
  /** Virtual milliseconds that passed since the last life. */
  readonly lostMs?: number;
  /** Sends everything again, acknowledged or not: for a file that has lost what it had. */
  readonly sendsAgain?: boolean;
}

const ignore = (): void => {};
const logger = { debug: ignore, info: ignore, warn: ignore, error: ignore, flush: async (): Promise<void> => {} };

/** How long a failed call waits, in virtual milliseconds. */
const retryInterval = 1000;

/** Runs the workload from wherever its files stand to its end. Everything the engine logs as an error is a fault. */
export async function live(options: LifeOptions): Promise<void> {
  const { folder, scenarios, synchronous, outsideUrl, point, lostMs = 0, sendsAgain = false } = options;
  const clock = openKeptClock(join(folder, lifeFiles.clock), lostMs);
  const journal = openJournal(join(folder, lifeFiles.journal), synchronous === "FULL");
  const engine = createEmbeddedInngest({
    file: join(folder, lifeFiles.engine),
    synchronous,
    retryInterval,
    clock,
    egress: { allow: ["127.0.0.1"], allowPrivate: true },
    logger: { ...logger, error: (message, fields) => journal.fault(`${message} ${JSON.stringify(fields ?? {})}`) },
  });
  let seed = "";
  const client = connect(engine, point, () => undefined);
  // The sender outside repeats a send after a crash as the SDK repeats it after a network error.
  const sender = connect(engine, point, () => seed);
  const world: World = {
    client,
    outsideUrl,
    effect: (runId, step, value) => () => {
      execute(runId, step);
      return value;
    },
    flaky: (runId, step, failures, value) => () => {
      execute(runId, step);
      if (journal.executions(runId, step) <= failures) throw new Error(`failure ${failures}`);
      return value;
    },
    executions: journal.executions,
  };

  function execute(runId: string, step: string): void {
    point("effect");
    const known = engine.runs.get(runId)?.steps.find(({ name }) => name === step);
    if (known?.status === "completed" || known?.status === "failed") {
      journal.fault(`step ${step} of ${runId} ran after its result was recorded`);
    }
    journal.ran(runId, step);
    point("effected");
  }

  async function send(scenario: Scenario, arrival: Arrival): Promise<void> {
    const name = `${scenario.name} ${arrival.at}`;
    if (journal.isAcknowledged(name) && !sendsAgain) return;
    const bytes = createHash("sha256").update(name).digest().subarray(0, 10);
    seed = `${beginning + arrival.at},${bytes.toString("base64")}`;
    await sender.send(arrival.events.map((event) => ({ ts: beginning + arrival.at, ...event })));
    journal.acknowledged(name);
    await engine.idle();
  }

  await engine.register({ client, functions: scenarios.flatMap((scenario) => scenario.functions(world)) });
  await engine.start();
  await engine.idle();
  for (const { scenario, arrival } of inOrder(scenarios)) {
    await clock.advance(Math.max(beginning + arrival.at - clock.now(), 0), engine.idle);
    await send(scenario, arrival);
  }
  const end = beginning + Math.max(...scenarios.map((scenario) => scenario.endsAt));
  await clock.advance(Math.max(end - clock.now(), 0), engine.idle);
  await finish(engine, clock);
  journal.close();
  clock.close();
}

function connect(engine: EmbeddedInngest, point: LifeOptions["point"], seedOf: () => string | undefined): Inngest.Any {
  return new Inngest({
    id: "crash",
    isDev: true,
    logger,
    baseUrl: EMBEDDED_BASE_URL,
    fetch: async (input: Parameters<typeof fetch>[0], init?: RequestInit) => {
      const headers = new Headers(init?.headers);
      const seed = seedOf();
      if (seed !== undefined) headers.set("x-inngest-event-id-seed", seed);
      point("request");
      const response = await engine.fetch(input, { ...init, headers: Object.fromEntries(headers) });
      point("answered");
      return response;
    },
  });
}

function inOrder(scenarios: readonly Scenario[]): { readonly scenario: Scenario; readonly arrival: Arrival }[] {
  return scenarios
    .flatMap((scenario) => scenario.arrivals.map((arrival) => ({ scenario, arrival })))
    .sort((left, right) => left.arrival.at - right.arrival.at);
}

/** Hours a history may go on for after its end, when its sleeps began late. */
const graceHours = 10;

async function finish(engine: EmbeddedInngest, clock: KeptClock): Promise<void> {
  for (let hour = 0; hour < graceHours && isBusy(engine); hour += 1) await clock.advance(60 * minute, engine.idle);
  await engine.stop();
}

function isBusy(engine: EmbeddedInngest): boolean {
  const { queued, running, waiting } = engine.stats();
  return queued + running + waiting > 0;
}
