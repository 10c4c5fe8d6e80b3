import type { SourceChange } from "@tributary/source";
import { memorySuite } from "../testing/memory-suite.ts";
import { broken, describeChecks, pagesAltered } from "../testing/sabotage.ts";
import { listingChecks } from "./listing.ts";

const renamed = (change: SourceChange, name: (id: string) => string): SourceChange =>
  change.type === "reference"
    ? { ...change, reference: { ...change.reference, id: name(change.reference.id) } }
    : change;
let version = 0;

describeChecks("The checks of a listing", listingChecks, {
  "a full pull lists everything there is, once": {
    "a change left out": [pagesAltered(({ changes }) => ({ changes: changes.slice(1) })), /ids listed/],
    "a change listed twice": [pagesAltered(({ changes }) => ({ changes: [...changes, ...changes] })), /ids listed/],
    "a last page left out": [pagesAltered((_page, index) => ({ hasMore: index < 1 })), /ids listed/],
  },
  "ids are prefixed, short enough and the same on every pull": {
    "another prefix": [
      pagesAltered(({ changes }) => ({ changes: changes.map((change) => renamed(change, (id) => `x${id}`)) })),
      /starts with "memory:"/,
    ],
    "an id too long": [
      pagesAltered(({ changes }) => ({
        changes: changes.map((change) => renamed(change, (id) => id.padEnd(481, "x"))),
      })),
      /The length of/,
    ],
    "an id that cannot be stored": [
      pagesAltered(({ changes }) => ({ changes: changes.map((change) => renamed(change, (id) => `${id}\ud800`)) })),
      /well-formed/,
    ],
    "versions that change by themselves": [
      pagesAltered(({ changes }) => ({
        changes: changes.map((change) => {
          version += 1;
          if (change.type !== "reference") return change;
          return { ...change, reference: { ...change.reference, version: String(version) } };
        }),
      })),
      /second pull/,
    ],
  },
  "a pull ends, in bounded pages, without coming back to a cursor": {
    "a page without bounds": [{ ...memorySuite(), maxPageSize: 1 }, /Changes on one page/],
    "a pull without an end": [
      broken((source) => ({ pull: async () => ({ ...(await source.pull({ mode: "full", cursor: null })) }) })),
      /not ended after 1000 pages/,
    ],
    "a cursor that comes again": [
      pagesAltered(() => ({ cursor: '{"since":null,"until":6,"after":"e"}' })),
      /second time/,
    ],
    "a cursor too large": [
      pagesAltered((page) => ({ cursor: page.cursor + " ".repeat(40_000) })),
      /Bytes of the cursor/,
    ],
    "a cursor that cannot be stored": [
      pagesAltered((page) => (page.hasMore ? {} : { cursor: "\0" })),
      /cursor is well-formed/,
    ],
    "a wrong total": [pagesAltered(() => ({ total: 7 })), /total a page announces/],
  },
  "complete comes with the last page only": {
    "complete on every page": [pagesAltered(() => ({ complete: true })), /not the last/],
    "complete never": [
      broken((source) => ({
        async pull(request) {
          const { complete: _, ...page } = await source.pull(request);
          return page;
        },
      })),
      /last page of a full pull/,
    ],
    "complete although the suite says never": [
      { ...memorySuite(), neverComplete: "A reason." },
      /last page of a full pull/,
    ],
  },
});
