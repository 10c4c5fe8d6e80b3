import type { FakeFault } from "../fake/fault.ts";
import type { CountedRule } from "../fake/fault-rules.ts";
import type { FaultRule, FetchFault } from "../faulting-fetch.ts";
import type { Fault, ProvokedFault } from "../suite.ts";
import type { SourceWorld } from "../world.ts";
import type { Surroundings } from "./surroundings.ts";

/** A world of a source over HTTP with a fake of its service. */
export interface ServiceWorld<Rule = never> extends SourceWorld, Pick<Surroundings, "clock" | "service" | "patience"> {
  readonly fake: { fail(rule: Rule): () => void };
}

/** The rule of a fake: a fault and what requests it befalls. */
type AnyRule = CountedRule & { readonly fault: FakeFault };

const EVERYWHERE = ["validate", "pull", "fetch"] as const;

/** Ways to bring failures about in a service's world, and those every service over HTTP can meet. */
export interface ServiceFaults<World extends SourceWorld, Rule> {
  /** A fault on the way to the service; one that comes after some requests is met in pulls. */
  onTheWay(name: string, fault: FetchFault, rule?: Omit<FaultRule, "fault">): Fault<World>;
  /** A fault of the service itself, met in every call unless told otherwise. */
  atService(name: string, rule: Rule, operations?: Fault["operations"], provoked?: ProvokedFault): Fault<World>;
  /** No answer at all. */
  readonly timeout: readonly [Fault<World>, ...Fault<World>[]];
  /** 503, no connection, answers that break off, a later request that fails. */
  readonly unavailable: readonly [Fault<World>, ...Fault<World>[]];
  /** A page of HTML, JSON cut short, a redirect. */
  readonly invalidResponse: readonly [Fault<World>, ...Fault<World>[]];
  /** A 404 from something in between, which must not pass for something deleted. */
  readonly notFound: Fault<World>;
  /** A cursor of an older version. */
  readonly oldCursor: Fault<World>;
}

/** The fault of an answer with a status, and a body of JSON when one is given: for rules of fakes. */
export function answered(status: number, headers: Readonly<Record<string, string>> = {}, body?: object) {
  const fault = { type: "status", status, headers, ...(body !== undefined && { body: JSON.stringify(body) }) } as const;
  return { fault };
}

/** Makes them for the worlds of a service, by the rules its fake takes. */
export function serviceFaults<
  World extends ServiceWorld<Rule>,
  Rule extends AnyRule | { fault: unknown },
>(): ServiceFaults<World, Rule> {
  const onTheWay: ServiceFaults<World, Rule>["onTheWay"] = (name, fault, rule = {}) => ({
    name,
    operations: rule.after === undefined ? EVERYWHERE : ["pull"],
    async provoke({ service }) {
      const mend = service.inject({ ...rule, fault });
      return { mend: async () => mend() };
    },
  });
  const atService: ServiceFaults<World, Rule>["atService"] = (name, rule, operations = EVERYWHERE, provoked = {}) => ({
    name,
    operations,
    async provoke({ fake }) {
      const mend = fake.fail(rule);
      return { ...provoked, mend: async () => mend() };
    },
  });
  const broken = (name: string, rule: AnyRule) => atService(name, rule as Rule & AnyRule);
  return {
    onTheWay,
    atService,
    timeout: [
      onTheWay("504", { type: "status", status: 504 }),
      {
        name: "no answer at all",
        operations: EVERYWHERE,
        async provoke({ service, patience }) {
          const mend = service.inject({ fault: { type: "stall" } });
          const { timeoutMs } = patience;
          patience.timeoutMs = 50;
          return {
            async mend() {
              mend();
              patience.timeoutMs = timeoutMs;
            },
          };
        },
      },
    ],
    unavailable: [
      onTheWay("503", { type: "status", status: 503 }),
      onTheWay("no connection", { type: "no-connection", code: "ENOTFOUND" }),
      onTheWay("an answer that breaks off", { type: "reset", afterBytes: 20 }),
      onTheWay("a second request that fails", { type: "status", status: 502 }, { after: 1 }),
      broken("a connection reset half-way through an answer", { fault: { type: "reset", afterBytes: 30 } }),
    ],
    invalidResponse: [
      broken("a page of HTML", { fault: { type: "html" } }),
      broken("JSON cut short", { fault: { type: "truncate", afterBytes: 40 } }),
      broken("a redirect", answered(307, { location: "https://example.com/" })),
    ],
    notFound: broken("404 from something in between", answered(404, { "content-type": "text/html" })),
    oldCursor: {
      name: "a cursor of an older version",
      operations: ["pull"],
      provoke: async () => ({ cursor: '{"version":0}' }),
    },
  };
}
