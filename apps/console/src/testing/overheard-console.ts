import { setTimeout as sleep } from "node:timers/promises";
import { pino } from "pino";
import { createApp } from "../app.ts";
import { readEnv } from "../env/env.ts";
import { createRuntime, type Runtime } from "../runtime.ts";
import { prepareHome } from "./prepared-home.ts";
import { temporaryFolder } from "./repository.ts";
import { createTestClient } from "./runtime.ts";

/** Pause between two looks at a job, in milliseconds. */
const LOOK_MS = 100;

/** A delivery of a webhook. */
interface Delivery {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** A console whose log, of every level, and whose answers are kept in `said`; `open` and `close` it as often as needed. */
export async function createOverheardConsole(variables: Readonly<Record<string, string>> = {}) {
  const home = temporaryFolder();
  await prepareHome(home);
  const said: string[] = [];
  const logger = pino({ level: "trace" }, { write: (line: string) => void said.push(line) });
  const open = (): Promise<Runtime> =>
    createRuntime(readEnv({ ...variables, TRIBUTARY_HOME: home }), { command: "test", workflows: "here", logger });
  return { home, said, open };
}

/** What a test asks of a console; every answer, with its headers, is kept in `said`. */
export function createAsking(runtime: Runtime, said: string[]) {
  const { send } = createTestClient(runtime);
  const app = createApp(runtime);
  const keep = async (response: Response) => {
    const text = await response.text();
    said.push(text, JSON.stringify([...response.headers]));
    return { status: response.status, body: JSON.parse(text || "null") };
  };
  const headers = { "content-type": "application/json" };
  const raw = async (path: string, body: string) => keep(await send(path, { method: "POST", headers, body }));
  const get = async (path: string) => keep(await send(path));
  return {
    /** Sends a text as it is. */
    raw,
    get,
    post: (path: string, body: unknown = {}) => raw(path, JSON.stringify(body)),
    put: async (path: string, body: unknown) =>
      keep(await send(path, { method: "PUT", headers, body: JSON.stringify(body) })),
    remove: async (path: string) => keep(await send(path, { method: "DELETE" })),
    /** Sends a delivery as a provider does. */
    async deliver(path: string, { headers: own, body }: Delivery) {
      const init = { method: "POST", headers: own, body: new Uint8Array(body) };
      return keep(await app.fetch(new Request(`http://console.test${path}`, init)));
    },
    /** Looks at a job until it is as wanted; returns it. */
    async job(path: string, isEnough: (job: { readonly status: string }) => boolean) {
      for (;;) {
        const { body } = await get(path);
        if (isEnough(body)) return body;
        await sleep(LOOK_MS);
      }
    },
  };
}
