import { rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { pino } from "pino";
import { describe, expect, it, onTestFinished } from "vitest";
import { readEnv } from "../env/env.ts";
import { createRuntime } from "../runtime.ts";
import { type ConsoleProcess, startConsole } from "../testing/console-process.ts";
import { type RecordedDelivery, recordDeliveries, sendOn } from "../testing/delivery-recorder.ts";
import { prepareHome } from "../testing/prepared-home.ts";
import { temporaryFolder } from "../testing/repository.ts";
import { seededRandom } from "../testing/seeded-random.ts";
import { createServedConsole } from "../testing/served-console.ts";
import { readState } from "../testing/state.ts";
import { connectFlow, untilFound, waitUntil } from "./connect-flow.ts";
import { type Flow, type Hit, startFlows } from "./flows.ts";

const crashPoints = join(import.meta.dirname, "../testing/crash-points.ts");

/**
 * Kills of each flow by itself, in turns in the console and in its workflow process: `pnpm --filter @tributary/console
 * test:kill` tries 10. Without it, all five are under way at once and die together, once in each of the two processes.
 */
const KILLS_APART = Number(process.env.TRIBUTARY_TEST_FLOW_KILLS ?? 0);
const KILLS = KILLS_APART > 0 ? KILLS_APART : 2;

/** Runs differ in their number of points: commits that arrive together share one flush. Most have at least this share. */
const SURE_SHARE = 0.7;
const SEED = 20_261;

/** Pause between two looks for what is to be found, in milliseconds. */
const LOOK_MS = 200;

const processes = ["console", "workflows"] as const;
type Place = (typeof processes)[number];

const secret = "a-secret-of-every-provider";

/** A served console over a data folder, which can be told to die at a point. */
function createMortalConsole(home: string) {
  const whileFile = join(home, "crash-while");
  let current: ConsoleProcess | undefined;
  let isDead = true;
  const alive = (): ConsoleProcess => {
    if (!current) throw new Error("The console was never started.");
    return current;
  };
  const request = <Answer>(method: "GET" | "POST", path: string, body?: unknown): Promise<Answer> =>
    alive().request<Answer>(method, path, body);
  /** Does something the console may die of; whether it lives. */
  const survives = async (work: () => Promise<void>): Promise<boolean> => {
    try {
      await work();
    } catch (error) {
      // The connection ends a moment before the process is seen to.
      const { signal } = await Promise.race([alive().ended, sleep(5_000, { signal: null })]);
      if (signal !== "SIGKILL") throw error;
    }
    return !isDead;
  };
  return {
    request,
    survives,
    url: () => alive().url,
    isDead: () => isDead,
    /** Starts it; with `crash`, to be killed at that point of what happens while it is armed. */
    async start(crash?: { readonly place: Place; readonly point: number }): Promise<void> {
      const env = {
        TRIBUTARY_CRASH_WHILE: whileFile,
        ...(crash && { TRIBUTARY_CRASH_IN: crash.place, TRIBUTARY_CRASH_POINT: String(crash.point) }),
      };
      const started = await startConsole(home, { imports: [crashPoints], env });
      current = started;
      isDead = false;
      void started.ended.then(() => {
        isDead = true;
      });
    },
    arm: () => writeFileSync(whileFile, ""),
    disarm: () => rmSync(whileFile, { force: true }),
    /** Points passed so far while it was armed. */
    passed: (place: Place): number => statSync(`${whileFile}.${place}`, { throwIfNoEntry: false })?.size ?? 0,
    /** Waits until nothing is left to do. */
    idle: () =>
      waitUntil("the console is idle", 150, async () => {
        if (isDead) return true;
        const pending = await request<{ deliveries: unknown[] }>(
          "GET",
          "/v1/webhooks/deliveries?state=pending&limit=1",
        );
        const { runs } = await request<Health>("GET", "/v1/workflows");
        const left = runs === null ? 1 : runs.queued + runs.running + runs.waiting + runs.held;
        return pending.deliveries.length + left === 0;
      }),
    async close(): Promise<void> {
      if (!isDead) await alive().close();
    },
  };
}

interface Health {
  readonly runs: Readonly<Record<"queued" | "running" | "waiting" | "held", number>> | null;
}

/** Letters for a number: a word with a digit in it would be cut there. */
const wordEnding = (n: number): string =>
  [...n.toString().padStart(3, "0")].map((digit) => "abcdefghij"[Number(digit)]).join("");

/** The state of a data folder nobody has open. */
async function readHome(home: string) {
  const logger = pino({ level: "silent" });
  const options = { command: "test", workflows: "nowhere", logger } as const;
  const runtime = await createRuntime(readEnv({ TRIBUTARY_HOME: home }), options);
  try {
    return await readState(runtime, withoutTimes);
  } finally {
    await runtime.close();
  }
}

/**
 * Takes out what says only when something was read: the commit in a file's link, and the moments at the end of a version of
 * Notion's, whose own times are minutes.
 */
const withoutTimes = (text: string) =>
  text.replaceAll(/\/blob\/[0-9a-f]{40}\//g, "/blob/commit/").replaceAll(/(\d{13}-[0-9a-f]{12})(-[0-9a-z]{8})+/g, "$1");

describe("kill -9 while something that a provider told is worked on", () => {
  it(`leaves, after a restart, what is there without: ${KILLS} points of five flows`, {
    timeout: 1_800_000,
  }, async () => {
    const flows = await startFlows();
    onTestFinished(async () => void (await Promise.all(flows.map((flow) => flow.close()))));
    const recorder = await recordDeliveries();
    const folder = temporaryFolder();
    const home = join(folder, "killed");
    const spared = await createServedConsole();
    const killed = createMortalConsole(home);
    await prepareHome(home);
    await killed.start();
    onTestFinished(() => killed.close());
    const inProcess = {
      request: <Answer>(method: "GET" | "POST", path: string, body?: unknown) =>
        method === "GET" ? spared.get<Answer>(path) : spared.post<Answer>(path, body),
    };
    for (const flow of flows) {
      await connectFlow(killed, flow, { secret });
      await connectFlow(inProcess, flow, { secret });
    }
    await killed.idle();
    for (const flow of flows) {
      flow.subscribe({ url: `${recorder.url}/webhooks/${flow.kind}`, secret });
      await flow.settled();
    }

    const groups = KILLS_APART > 0 ? flows.map((flow) => [flow]) : [flows];
    let happened = 0;
    /** Has something happen in each flow, and returns what the providers send of it, the same to both consoles. */
    const happen = async (group: readonly Flow[]) => {
      recorder.recorded.length = 0;
      const hits: Hit[] = [];
      for (const flow of group) {
        hits.push(await flow.happen(`word${wordEnding(happened++)}`));
        await flow.settled();
      }
      return { hits, deliveries: [...recorder.recorded] };
    };
    const allFound = async (hits: readonly Hit[]) => {
      for (const hit of hits) await untilFound(killed, hit, LOOK_MS);
    };
    /** Sends deliveries until one is not taken any more; returns those to be sent again, as a provider does. */
    const send = async (url: string, deliveries: readonly RecordedDelivery[]) => {
      for (const [n, delivery] of deliveries.entries()) {
        const isTaken = await sendOn(url, delivery).catch(() => false);
        if (!isTaken) return deliveries.slice(n);
      }
      return [];
    };

    // Once without a kill, to see how many points are passed.
    const points = new Map<string, number>();
    for (const [n, group] of groups.entries()) {
      const { hits, deliveries } = await happen(group);
      const before = processes.map((place) => killed.passed(place));
      killed.arm();
      expect(await send(killed.url(), deliveries)).toEqual([]);
      expect(await send(spared.url, deliveries)).toEqual([]);
      await allFound(hits);
      await killed.idle();
      killed.disarm();
      for (const [index, place] of processes.entries()) {
        points.set(`${n} ${place}`, killed.passed(place) - (before[index] ?? 0));
      }
    }
    await killed.close();

    const random = seededRandom(SEED);
    let kills = 0;
    for (let round = 0; round < KILLS; round += 1) {
      const place = processes[round % processes.length] ?? "console";
      for (const [n, group] of groups.entries()) {
        const counted = points.get(`${n} ${place}`) ?? 0;
        const part = Math.floor(round / processes.length) + random();
        const share = part / Math.ceil(KILLS / processes.length);
        const point = Math.max(1, Math.ceil(counted * SURE_SHARE * share));
        await killed.start({ place, point });
        const { hits, deliveries } = await happen(group);
        expect(await send(spared.url, deliveries)).toEqual([]);
        killed.arm();
        let left = await send(killed.url(), deliveries);
        const lives = await killed.survives(() => killed.idle());
        killed.disarm();
        if (!lives) {
          kills += 1;
          await killed.start();
          left = await send(killed.url(), left);
          await killed.idle();
        }
        expect(left, "all are taken in the end").toEqual([]);
        await allFound(hits);
        await killed.close();
      }
    }
    expect(kills).toBeGreaterThanOrEqual(Math.floor(KILLS * groups.length * SURE_SHARE));

    await spared.untilIdle();
    const [state, expected] = [await readHome(home), await readState(spared.runtime, withoutTimes)];
    expect(state.documents).toEqual(expected.documents);
    expect(state.vectors).toEqual(expected.vectors);
    for (const flow of flows) expect(flow.refusals, flow.name).toEqual([]);
  });
});
