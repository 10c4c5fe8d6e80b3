import type { FetchResult, Source } from "@tributary/source";
import { SourceError } from "@tributary/source";
import type { DocumentReference } from "@tributary/validation";
import { broken, describeChecks, pagesAltered } from "../testing/sabotage.ts";
import { fetchingChecks } from "./fetching.ts";

const references = (alter: (reference: DocumentReference) => object) =>
  pagesAltered(({ changes }) => ({
    changes: changes.map((change) =>
      change.type === "reference"
        ? { ...change, reference: { ...change.reference, ...alter(change.reference) } }
        : change,
    ),
  }));

const results = (alter: (all: readonly FetchResult[], source: Source) => readonly FetchResult[]) =>
  broken((source) => ({
    async *fetch(wanted, signal) {
      const all: FetchResult[] = [];
      for await (const result of source.fetch(wanted, signal)) all.push(result);
      yield* alter(all, source);
    },
  }));

const first = (all: readonly FetchResult[]) => all.slice(0, 1);

describeChecks("The checks of fetch", fetchingChecks, {
  "references are valid, survive JSON and fit into a message": {
    "an empty version": [references(() => ({ version: "" })), /Problems of the reference/],
    "a locator that is a date": [references(() => ({ locator: new Date(0) })), /Problems of the reference/],
    "a locator that JSON drops": [references(() => ({ size: undefined })), /after JSON/],
    "a locator with the content in it": [references(() => ({ locator: "x".repeat(20_000) })), /Bytes of JSON/],
    "nothing listed at all": [pagesAltered(() => ({ changes: [] })), /References, or documents/],
  },
  "fetch gives one result a reference, as pull promised": {
    "a result left out": [results((all) => all.slice(1)), /Ids fetched/],
    "a result too many": [results((all) => [...all, ...first(all)]), /Ids fetched/],
    "another version than promised": [
      results((all) =>
        all.map((result) =>
          result.type === "document" ? { ...result, document: { ...result.document, version: "other" } } : result,
        ),
      ),
      /Results by id/,
    ],
    "another reason to skip": [
      results((all) => all.map((result) => (result.type === "skipped" ? { ...result, reason: "binary" } : result))),
      /Results by id/,
    ],
    "a skip without a word": [
      results((all) => all.map((result) => (result.type === "skipped" ? { ...result, message: "" } : result))),
      /message for the skipped/,
    ],
    "a skip with another version": [
      results((all) => all.map((result) => (result.type === "skipped" ? { ...result, version: "other" } : result))),
      /version of the skipped/,
    ],
    "a failure that is silently gone": [
      results((all) => all.map((result) => (result.type === "failed" ? { type: "gone", id: result.id } : result))),
      /Results by id/,
    ],
  },
  "fetch gives the same whatever the order and size of the batch": {
    "a first result that is special": [
      results((all) => all.map((result, index) => (index === 0 ? { type: "gone", id: idOf(result) } : result))),
      /reverse order/,
    ],
    "a single reference that is special": [
      results((all) => (all.length === 1 ? all.map((result) => ({ type: "gone", id: idOf(result) })) : all)),
      /alone/,
    ],
    "a result of nothing": [
      results((all) => (all.length === 0 ? [{ type: "gone", id: "memory:nothing" }] : all)),
      /A result of no references/,
    ],
  },
  "a reference to nothing costs one document, not the others": {
    "an error that ends the fetch": [
      results((all) => {
        if (all.some((result) => result.type === "gone")) throw new SourceError("not-found", "Nothing is there.");
        return all;
      }),
      /Nothing is there/,
    ],
    "no result for it": [results((all) => all.filter((result) => result.type !== "gone")), /Results/],
    "a skip instead": [
      results((all) =>
        all.map((result) =>
          result.type === "gone"
            ? { type: "skipped", id: result.id, version: "1", reason: "unsupported", message: "Not there." }
            : result,
        ),
      ),
      /reference to nothing/,
    ],
  },
});

function idOf(result: FetchResult): string {
  return result.type === "document" ? result.document.id : result.id;
}
