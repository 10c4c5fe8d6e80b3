import { describeSource } from "./describe-source.ts";
import { type FaultingFetch, type FaultRule, type FetchFault, faultingFetch } from "./faulting-fetch.ts";
import type { Fault, ProvokedFault } from "./suite.ts";
import { createHttpSource, httpSource, SERVICE } from "./testing/http-source.ts";
import type { SourceWorld } from "./world.ts";

/** A service that lists items two at a time, by name, with those removed among what changed. */
interface HttpWorld extends SourceWorld {
  readonly service: FaultingFetch;
  /** A source that gives up after so many milliseconds. */
  impatient(timeoutMs: number): ReturnType<SourceWorld["source"]>;
}

const TOKEN = "http-token-1f2e3d4c5b6a";
const PAGE_SIZE = 2;

async function createHttpWorld(): Promise<HttpWorld> {
  const items = new Map<string, { version: number; text: string | null }>();
  let time = 0;
  const put = (name: string, text: string | null) => {
    time += 1;
    items.set(name, { version: time, text });
    return [`http:world:item:${name}`];
  };
  for (const name of ["a", "b", "c", "d/e"]) put(name, `Text of ${name}.`);

  const service = faultingFetch(async (input) => {
    const { pathname, searchParams } = new URL(String(input));
    if (pathname === "/account") return Response.json({ name: "world" });
    if (pathname === "/items")
      return Response.json(list(searchParams.get("since") ?? "", searchParams.get("after") ?? ""));
    const name = decodeURIComponent(pathname.slice("/items/".length));
    const item = items.get(name);
    return item === undefined || item.text === null
      ? new Response(null, { status: 404 })
      : Response.json({ name, ...item });
  });

  function list(since: string, after: string) {
    const wanted = [...items]
      .filter(([, { version, text }]) => (since === "" ? text !== null : version > Number(since)))
      .map(([name, { version, text }]) => ({ name, version, deleted: text === null }))
      .filter(({ name }) => name > after)
      .sort((one, other) => (one.name < other.name ? -1 : 1));
    const page = wanted.slice(0, PAGE_SIZE);
    return { items: page, time, next: wanted.length > PAGE_SIZE ? (page.at(-1)?.name ?? null) : null };
  }

  const impatient = (timeoutMs: number) => createHttpSource("world", TOKEN, service.fetch, timeoutMs);
  return {
    service,
    impatient,
    config: { name: "world" },
    source: () => impatient(5_000),
    documents: ["a", "b", "c", "d/e"].map((name) => `http:world:item:${name}`),
    secrets: [TOKEN],
    openWork: () => service.openRequests(),
    async stalled() {
      service.inject({ fault: { type: "stall" } });
      return impatient(60_000);
    },
    add: async () => ({ changed: put("f", "New.") }),
    change: async () => ({ changed: put("b", "Changed.") }),
    remove: async () => ({ removed: put("c", null) }),
    async dispose() {},
  };
}

function failing(
  name: string,
  fault: FetchFault,
  provoked: ProvokedFault = {},
  rule: Omit<FaultRule, "fault"> = {},
): Fault<HttpWorld> {
  return {
    name,
    operations: rule.match === undefined ? ["validate", "pull", "fetch"] : ["pull"],
    async provoke({ service }) {
      const mend = service.inject({ ...rule, fault });
      return { ...provoked, mend: async () => mend() };
    },
  };
}

const answered = (status: number, headers: Record<string, string> = {}) =>
  ({ type: "status", status, headers }) as const;

describeSource<HttpWorld>({
  definition: httpSource,
  create: createHttpWorld,
  deletions: "listed",
  webhook: { impossible: "The service calls nobody." },
  faults: {
    "rate-limited": [failing("429 with a time", answered(429, { "retry-after": "7" }), { retryAfterMs: 7_000 })],
    timeout: [
      failing("408", answered(408)),
      {
        name: "no answer at all",
        operations: ["validate", "pull", "fetch"],
        async provoke({ service, impatient }) {
          const mend = service.inject({ fault: { type: "stall" } });
          return { source: () => impatient(50), mend: async () => mend() };
        },
      },
    ],
    unavailable: [
      failing("503", answered(503)),
      failing("no connection", { type: "no-connection", code: "ENOTFOUND" }),
      failing("an answer that breaks off", { type: "reset", afterBytes: 4 }),
      failing("a second page that fails", answered(500), {}, { match: `${SERVICE}/items?`, after: 1 }),
    ],
    unauthorized: [failing("401", answered(401))],
    forbidden: [failing("403", answered(403))],
    "not-found": [failing("404 for a listing", answered(404), {}, { match: `${SERVICE}/items?` })],
    "invalid-config": { impossible: "Its configuration is a name, and every name will do." },
    "invalid-response": [
      failing("a page of HTML", { type: "html" }),
      failing("JSON cut short", { type: "truncate", afterBytes: 9 }),
      failing("JSON of something else", { type: "status", status: 200, body: '{"error":"none"}' }),
    ],
    "cursor-expired": [
      failing("410 for a cursor", answered(410), { cursor: '{"since":1,"until":4,"after":"a"}' }, { match: "after=a" }),
    ],
  },
});
