import type { Source } from "@tributary/source";
import type { Document } from "@tributary/validation";
import { describe, expect, it } from "vitest";
import type { FakeFault } from "../fake/fault.ts";
import { sync, syncUntilDone } from "../host/sync.ts";

/** A service with a little in it, for one fault to befall one request after the other. */
export interface RequestTrial<Fault> {
  readonly fake: {
    readonly requests: readonly unknown[];
    readonly refusals: readonly string[];
    fail(rule: { readonly fault: Fault; readonly after: number; readonly times: number }): () => void;
    close(): Promise<void>;
  };
  /** A fresh instance. */
  make(): Source;
  /** Changes something for an incremental pull to find. */
  change(): void;
  /** Fails unless a host holds everything there is. */
  expectCensus(held: ReadonlyMap<string, Document>): void;
}

/** How failing requests are tried. */
export interface FailingRequests<Fault> {
  /** What goes wrong, by name; `faultsInBetween` has what can with any service. */
  readonly faults: Readonly<Record<string, Fault>>;
  create(): Promise<RequestTrial<Fault>>;
  /** Whether a fault may leave a document without a part, said to be missing in it, until it changes next. */
  leavesParts?(fault: Fault): boolean;
}

/** What goes wrong between any service and its clients, or in front of it. */
export const faultsInBetween = {
  "429 without anything": { type: "status", status: 429, headers: { "content-type": "text/plain" } },
  "502 of a proxy": { type: "status", status: 502, headers: { "content-type": "text/html" }, body: "<h1>Bad gateway" },
  "404 of a proxy": { type: "status", status: 404, headers: { "content-type": "text/html" }, body: "<h1>Not found" },
  HTML: { type: "html" },
  "JSON cut short": { type: "truncate", afterBytes: 25 },
  "a reset": { type: "reset", afterBytes: 25 },
  "an empty answer": { type: "status", status: 200, body: "{}" },
  "nothing but null": { type: "status", status: 200, body: "null" },
} as const satisfies Readonly<Record<string, FakeFault>>;

/**
 * Declares one test a fault: whichever request of a sync it befalls, a host that goes on ends up with everything, and
 * deletes nothing meanwhile: from nothing, with everything held, and after a change.
 */
export function describeFailingRequests<Fault>({ faults, create, leavesParts }: FailingRequests<Fault>): void {
  describe.each(Object.entries(faults))("%s", (_name, fault) => {
    it("at any request of a sync loses nothing and deletes nothing", { timeout: 60_000 }, async () => {
      const { fake, make, change, expectCensus } = await create();
      const isWhole = !leavesParts?.(fault);
      try {
        const whole = new Map<string, Document>();
        const { cursor } = await sync(make(), whole, null, "full");
        for (const after of spread(fake.requests.length, 4)) {
          const held = new Map<string, Document>();
          const end = fake.fail({ fault, after, times: 1 });
          await syncUntilDone(make, held, null, "full");
          end();
          if (isWhole) expectCensus(held);
        }
        for (const from of [null, cursor]) {
          if (from !== null) change();
          const mode = from === null ? "full" : "incremental";
          const before = fake.requests.length;
          await sync(make(), new Map(whole), from, mode);
          for (const after of spread(fake.requests.length - before, 3)) {
            const held = new Map(whole);
            const end = fake.fail({ fault, after, times: 1 });
            const { deleted } = await syncUntilDone(make, held, from, mode);
            end();
            expect(deleted, `deleted after a failure of request ${after + 1}`).toEqual([]);
            if (isWhole || from === null) expectCensus(held);
          }
        }
      } finally {
        await fake.close();
      }
      expect(fake.refusals, "What the service would have refused, or the fake could not answer").toEqual([]);
    });
  });
}

/** So many of the numbers below a count, the first and the last among them. */
function spread(count: number, wanted: number): ReadonlySet<number> {
  return new Set(Array.from({ length: wanted }, (_, index) => Math.round((index * (count - 1)) / (wanted - 1))));
}
