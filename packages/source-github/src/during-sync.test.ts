import { isSourceError, type PullPage, type Source } from "@tributary/source";
import type { DocumentReference } from "@tributary/validation";
import { describe, expect, it } from "vitest";
import { createTrial, fetchAll, manyFiles, pullAll, type Trial } from "./trial.ts";

/** What befalls the repository while a sync is under way, and how the sync ends: whole, or with this error. */
const events: readonly (readonly [string, (trial: Trial) => unknown, "whole" | "not-found"])[] = [
  ["renamed", ({ repository }) => repository.rename("other"), "whole"],
  ["given to another owner", ({ repository }) => repository.transferTo("mona"), "whole"],
  ["archived", ({ repository }) => repository.setArchived(true), "whole"],
  [
    "force-pushed",
    async ({ repository }) => repository.commit({ "new.md": "New\n" }, { fresh: true, parents: [] }),
    "whole",
  ],
  [
    "given another default branch",
    async ({ repository }) => {
      await repository.commit({ "src/folder1/file1.ts": null }, { branch: "next" });
      await repository.setDefaultBranch("next");
    },
    "whole",
  ],
  ["made private", ({ repository }) => repository.setPrivate(true), "not-found"],
  ["deleted", ({ repository }) => repository.remove(), "not-found"],
];

describe.each(events)("a repository that is %s in the middle of a sync", (_, befall, end) => {
  it("costs no document and deletes none", async () => {
    await using trial = await createTrial();
    const { fake, repository } = trial;
    await repository.commit(manyFiles(60));
    for (let index = 1; index <= 25; index += 1) repository.openIssue({ title: `Issue ${index}`, body: "Body" });
    const token = fake.addToken({ login: "reader" });
    const source = trial.source({}, { credentials: { token }, pageSize: 20 });
    const first = await source.pull({ mode: "full", cursor: null });
    await befall(trial);
    if (end !== "whole") {
      await expect(pullOn(source, first)).rejects.toMatchObject({ code: end });
      // What cannot be seen is not gone: nothing is said of single things.
      const references = referencesOf([first]);
      expect(references.length).toBe(20);
      await expect(fetchAll(source, references)).rejects.toMatchObject({ code: end });
      return;
    }
    const pages = await pullOn(source, first);
    const changes = pages.flatMap((page) => page.changes);
    const documents = changes.flatMap((change) => (change.type === "document" ? [change.document.id] : []));
    const fetched = await fetchAll(source, referencesOf(pages));
    const held = new Set([...documents, ...fetched.keys()]);
    expect([held.size, changes.some(({ type }) => type === "delete")]).toEqual([85, false]);

    // The next pull has what changed meanwhile, under the same ids.
    const next = await pullAll(source, pages.at(-1)?.cursor);
    if (next.complete) held.clear();
    for (const id of [...next.documents.keys(), ...next.references.keys()]) held.add(id);
    for (const id of next.deleted) held.delete(id);
    const fresh = await pullAll(trial.source({ repository: repository.fullName }));
    expect([...held].sort()).toEqual([...fresh.documents.keys(), ...fresh.references.keys()].sort());
  });
});

async function pullOn(source: Source, first: PullPage): Promise<readonly PullPage[]> {
  const pages = [first];
  for (let page = first; page.hasMore; pages.push(page)) {
    page = await source.pull({ mode: "full", cursor: page.cursor });
  }
  return pages;
}

function referencesOf(pages: readonly PullPage[]): DocumentReference[] {
  const changes = pages.flatMap((page) => page.changes);
  return changes.flatMap((change) => (change.type === "reference" ? [change.reference] : []));
}

it("a token that ends in the middle of a fetch is unauthorized, and deletes nothing", async () => {
  await using trial = await createTrial();
  const { fake, repository } = trial;
  for (let index = 1; index <= 60; index += 1) repository.openIssue({ title: `Issue ${index}`, body: "Body" });
  const source = trial.source({ files: false });
  const { references } = await pullAll(source);
  fake.inject({ fault: { type: "bad-credentials" }, match: "/graphql", after: 1 });
  const seen: string[] = [];
  const error = await (async () => {
    for await (const result of source.fetch([...references.values()])) seen.push(result.type);
  })().catch((thrown: unknown) => thrown);
  expect(isSourceError(error) && error.code).toBe("unauthorized");
  expect([seen.length, new Set(seen)]).toEqual([25, new Set(["document"])]);
});
