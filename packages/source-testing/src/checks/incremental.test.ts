import type { FetchResult, PullPage, Source } from "@tributary/source";
import { SourceError } from "@tributary/source";
import { broken, describeChecks, inWorld } from "../testing/sabotage.ts";
import { incrementalChecks } from "./incremental.ts";

const catchingUp = (alter: (page: PullPage) => Partial<PullPage>) =>
  broken((source) => ({
    async pull(request) {
      const page = await source.pull(request);
      return request.mode === "incremental" ? { ...page, ...alter(page) } : page;
    },
  }));

const missed = catchingUp(() => ({ changes: [] }));
const complete = catchingUp(() => ({ complete: true }));
const tooMuch = catchingUp(({ changes }) => ({
  changes: [...changes, { type: "reference", reference: { id: "memory:world:entry:a", version: "1", type: "entry" } }],
}));
const idle = inWorld(() => ({ add: async () => ({}), change: async () => ({}), remove: async () => ({}) }));

/** Sources whose pulls after the first incremental one list the same once more. */
const again = () => {
  let first: PullPage | undefined;
  return broken((source) => ({
    async pull(request) {
      const page = await source.pull(request);
      if (request.mode === "full") return page;
      first ??= page;
      return { ...page, changes: first.changes };
    },
  }));
};

const fetching = (fetchOne: (result: FetchResult) => readonly FetchResult[]) =>
  broken((source: Source) => ({
    async *fetch(references, signal) {
      for await (const result of source.fetch(references, signal)) yield* fetchOne(result);
    },
  }));

describeChecks("The checks of incremental pulls", incrementalChecks, {
  "after something was added, an incremental pull lists exactly that": {
    "an addition missed": [missed, /What an incremental pull lists/],
    "more than was added": [tooMuch, /What an incremental pull lists/],
    "a partial listing said to be complete": [complete, /did not list everything/],
    "a world that adds nothing": [idle, /the world says were touched/],
    "an addition that a full pull does not list": [
      broken((source) => ({
        async pull(request) {
          const page = await source.pull(request);
          if (request.mode === "incremental") return page;
          const changes = page.changes.filter(
            (change) => change.type !== "reference" || change.reference.id !== "memory:world:entry:aa",
          );
          return { ...page, changes };
        },
      })),
      /What a full pull lists afterwards/,
    ],
  },
  "after something changed, an incremental pull lists exactly that": {
    "a change missed": [missed, /What an incremental pull lists/],
    "a version that stays": [
      broken((source) => ({
        async pull(request) {
          const page = await source.pull(request);
          const changes = page.changes.map((change) =>
            change.type === "reference" ? { ...change, reference: { ...change.reference, version: "same" } } : change,
          );
          return { ...page, changes };
        },
      })),
      /The version of/,
    ],
  },
  "after something was removed, pulls make that known": {
    "a deletion missed": [missed, /an incremental pull deletes/],
    "a deletion the suite says is not listed": [
      { ...inWorld(() => ({})), deletions: "absent" },
      /an incremental pull deletes/,
    ],
    "a deletion listed once more": [again(), /pull after that/],
    "a world that removes nothing": [idle, /the world says were touched/],
  },
  "a reference that is out of date gives one result, and never an error": {
    "an error for what is gone": [
      fetching((result) =>
        result.type === "gone"
          ? [{ type: "failed", id: result.id, error: new SourceError("not-found", "It is not there.") }]
          : [result],
      ),
      /failed not-found/,
    ],
    "nothing for what is gone": [fetching((result) => (result.type === "gone" ? [] : [result])), /Ids fetched/],
  },
});
