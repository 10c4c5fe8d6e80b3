import { isSourceError, type PullPage, type Source } from "@tributary/source";
import type { DocumentReference } from "@tributary/validation";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { FakeFault } from "./testing/index.ts";
import { createTrial, type Trial } from "./trial.ts";

/** What goes wrong, and the codes that may come of it; none where nothing need be noticed. */
const faults: readonly (readonly [string, FakeFault, readonly string[]])[] = [
  ["429 with retry-after", { type: "secondary-limit", status: 429, retryAfter: 3 }, ["rate-limited"]],
  // Where the archive is downloaded nobody says that a 403 is a limit: files are read by name then.
  ["403 of a secondary limit without retry-after", { type: "secondary-limit", status: 403 }, ["rate-limited", "none"]],
  // A query is asked again in smaller parts, and succeeds then.
  ["502 with a page", { type: "bad-gateway" }, ["unavailable", "none"]],
  ["a reset in the body", { type: "reset", afterBytes: 10 }, ["unavailable"]],
  // Of a redirection nobody misses the body.
  ["a body that ends early", { type: "truncate", afterBytes: 10 }, ["unavailable", "none"]],
  ["an expired token", { type: "bad-credentials" }, ["unauthorized"]],
  ["an empty list", { type: "empty-list" }, ["unavailable", "invalid-response", "not-found", "none"]],
];

let trial: Trial;
let base: string;
beforeAll(async () => {
  trial = await createTrial({ startAt: Date.UTC(2026, 0, 5, 9) });
  const { repository } = trial;
  const files = Object.fromEntries(Array.from({ length: 55 }, (_, index) => [`src/${index}.ts`, `${index}\n`]));
  base = await repository.commit({ ...files, "latin.txt": Buffer.from("caf\xe9 is latin\n", "latin1") });
  for (let index = 0; index < 3; index += 1) repository.openIssue({ title: `Issue ${index}` });
  const discussion = repository.openDiscussion({ title: "Long" });
  for (let index = 0; index < 55; index += 1) repository.commentOnDiscussion(discussion, { body: `${index}` });
});
afterAll(async () => {
  await trial[Symbol.asyncDispose]();
});

describe("the wait", () => {
  it.each([
    ["403, retry-after", { type: "secondary-limit", status: 403, retryAfter: 7 }, 7_000],
    ["429, retry-after", { type: "secondary-limit", status: 429, retryAfter: 7 }, 7_000],
    ["403, nothing said", { type: "secondary-limit", status: 403 }, 60_000],
    ["429, nothing said", { type: "secondary-limit", status: 429 }, 60_000],
    ["403, window used up", { type: "primary-limit", status: 403, resetIn: 900 }, 900_000],
    ["429, window used up", { type: "primary-limit", status: 429, resetIn: 900 }, 900_000],
  ] as const satisfies (readonly [string, FakeFault, number])[])(
    "after %s is GitHub's own",
    async (_, fault, waitMs) => {
      await trial.repository.forcePush(base);
      for (const match of ["/graphql", "/git/trees/", "/tarball/"]) {
        const mend = trial.fake.inject({ fault, match });
        const pulled = trial.source().pull({ mode: "full", cursor: null });
        await expect(pulled.finally(mend)).rejects.toMatchObject({ code: "rate-limited", retryAfterMs: waitMs });
      }
    },
  );
});

it("a server that does not answer is given up in time, and the archive of one is done without", async () => {
  await trial.repository.forcePush(base);
  const timeoutMs = 1_000;
  for (const match of ["/graphql", "/git/trees/"]) {
    const mend = trial.fake.inject({ fault: { type: "hang" }, match });
    const pulled = trial.source({}, { timeoutMs }).pull({ mode: "full", cursor: null });
    await expect(pulled.finally(mend)).rejects.toMatchObject({ code: "timeout" });
  }
  for (const match of ["/tarball/", "legacy.tar.gz"]) {
    const mend = trial.fake.inject({ fault: { type: "hang" }, match });
    const source = trial.source({}, { timeoutMs });
    const { documents, complete } = await sync(source, null).finally(mend);
    expect([Object.keys(documents).length, complete]).toEqual([60, true]);
  }
});

interface Outcome {
  readonly documents: Readonly<Record<string, string>>;
  readonly deleted: readonly string[];
  readonly complete: boolean;
  readonly errors: readonly string[];
  readonly cursor: string;
}

/** Syncs as a host does: what fails is asked again from where it was. */
async function sync(source: Source, from: string | null): Promise<Outcome> {
  const errors: string[] = [];
  const documents: Record<string, string> = {};
  const deleted: string[] = [];
  const again = async <Value>(run: () => Promise<Value>): Promise<Value> => {
    for (;;) {
      try {
        return await run();
      } catch (error) {
        if (!isSourceError(error) || errors.length > 3) throw error;
        errors.push(error.code);
      }
    }
  };
  let cursor = from;
  let page: PullPage = { changes: [], cursor: "", hasMore: true };
  while (page.hasMore) {
    page = await again(() => source.pull({ mode: from === null ? "full" : "incremental", cursor }));
    cursor = page.cursor;
    let open: DocumentReference[] = [];
    for (const change of page.changes) {
      if (change.type === "document") documents[change.document.id] = change.document.content;
      if (change.type === "delete") deleted.push(change.id);
      if (change.type === "reference") open.push(change.reference);
    }
    while (open.length > 0) {
      const batch = open;
      open = await again(async () => {
        const left = new Map(batch.map((reference) => [reference.id, reference]));
        for await (const result of source.fetch(batch)) {
          if (result.type === "failed") {
            errors.push(result.error.code);
            continue;
          }
          if (result.type === "document") documents[result.document.id] = result.document.content;
          left.delete(result.type === "document" ? result.document.id : result.id);
        }
        return [...left.values()];
      });
    }
  }
  return { documents, deleted, errors, complete: page.complete === true, cursor: page.cursor };
}

/** Makes the fault befall each call of a sync in turn, and returns what came of it. */
async function befallEach(fault: FakeFault, from: string | null): Promise<readonly Outcome[]> {
  const { fake } = trial;
  fake.log.clear();
  await sync(trial.source(), from);
  const calls = fake.log.requests.length;
  expect(calls).toBeGreaterThan(2);
  const outcomes: Outcome[] = [];
  for (let after = 0; after < calls; after += 1) {
    const mend = fake.inject({ fault, after });
    outcomes.push(await sync(trial.source(), from).finally(mend));
  }
  return outcomes;
}

describe.each(faults)("%s", (_, fault, codes) => {
  it("at any call of a first sync costs that call", async () => {
    await trial.repository.forcePush(base);
    const expected = await sync(trial.source(), null);
    expect(Object.keys(expected.documents).length).toBe(60);
    for (const outcome of await befallEach(fault, null)) {
      expect(codes).toContain(outcome.errors[0] ?? "none");
      expect(outcome.deleted).toEqual([]);
      if (fault.type !== "empty-list") expect(outcome.documents).toEqual(expected.documents);
      // A replica that says there are no issues at all cannot be told from a repository without; files can.
      else expect(Object.keys(outcome.documents).filter((id) => id.includes(":file:")).length).toBe(56);
    }
  });

  it("at any call of a later sync costs that call", async () => {
    const { repository } = trial;
    await repository.forcePush(base);
    const { cursor } = await sync(trial.source(), null);
    await repository.commit({
      "src/1.ts": "changed\n",
      "src/2.ts": null,
      "latin.txt": Buffer.from("\xfcber\n", "latin1"),
    });
    const expected = await sync(trial.source(), cursor);
    expect(Object.keys(expected.documents).sort()).toEqual([trial.file("latin.txt"), trial.file("src/1.ts")]);
    expect(expected.deleted).toEqual([trial.file("src/2.ts")]);
    for (const outcome of await befallEach(fault, cursor)) {
      expect(codes).toContain(outcome.errors[0] ?? "none");
      if (fault.type !== "empty-list")
        expect(outcome).toMatchObject({ documents: expected.documents, deleted: expected.deleted });
      expect(outcome.deleted.filter((id) => id !== trial.file("src/2.ts"))).toEqual([]);
    }
  });
});
