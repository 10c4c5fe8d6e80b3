import { setImmediate as turn } from "node:timers/promises";
import type { PullPage } from "@tributary/source";
import { broken, describeChecks } from "../testing/sabotage.ts";
import { parallelChecks } from "./parallel.ts";

let busy = false;
const closed = new WeakSet<object>();

/** A source that takes a cursor only from the instance that made it. */
const jealous = () =>
  broken((source) => {
    const made = new Set<string>();
    return {
      async pull(request) {
        const foreign = request.cursor !== null && !made.has(request.cursor);
        const page: PullPage = await source.pull(request);
        made.add(page.cursor);
        return foreign ? { ...page, changes: [], hasMore: false } : page;
      },
    };
  });

describeChecks("The checks of instances side by side", parallelChecks, {
  "instances at work at the same time do not disturb one another": {
    "a lock that makes the second come away empty": [
      broken((source) => ({
        async pull(request) {
          if (busy) return { changes: [], cursor: "", hasMore: false };
          busy = true;
          await turn();
          busy = false;
          return source.pull(request);
        },
      })),
      /What reader \d of 4 sees/,
    ],
  },
  "two instances can take turns with the pages of one pull": {
    "a cursor only its maker understands": [jealous(), /the two list together/],
  },
  "closing an instance leaves the others at work, and closing twice is harmless": {
    "a close that ends what is shared": [
      broken((source, { store }) => ({
        async pull(request) {
          await turn();
          if (closed.has(store)) throw new Error("The connection is closed.");
          return source.pull(request);
        },
        async close() {
          closed.add(store);
        },
      })),
      /connection is closed/,
    ],
    "a second close that throws": [
      broken(() => {
        let open = true;
        return {
          async close() {
            if (!open) throw new Error("Closed already.");
            open = false;
          },
        };
      }),
      /Closed already/,
    ],
  },
});
