import { extractRelationships } from "@tributary/relationships";
import type { Document } from "@tributary/validation";
import { expect, it } from "vitest";
import { documents, relationships, sources } from "../index.ts";
import { createScope, createSource, storable } from "../testing/rows.ts";
import { describeDatabases } from "../testing/test-databases.ts";

const sha = "0123456789abcdef0123456789abcdef01234567";
const team: Readonly<Record<string, Partial<Document>>> = {
  "linear:a:issue:1": { content: "", type: "issue", metadata: { identifier: "ENG-12", branchName: "ada/eng-12-owls" } },
  "github:1:issue:1": { content: "It left.", type: "issue", repository: "acme/birds", metadata: { number: 1 } },
  "github:1:pull-request:2": {
    ...{ content: "Closes #1 for ENG-12, in UTF-8. See ENG-99, #77.", type: "pull-request", repository: "acme/birds" },
    metadata: { number: 2, head: "ada/eng-12-owls", commits: [sha] },
  },
  "slack:T:thread:C:1": {
    content: "https://github.com/acme/birds/pull/2 is 0123456789abc, not abcdef1",
    type: "thread",
  },
  "vercel:t:deployment:d": { content: "", type: "deployment", repository: "acme/birds", metadata: { commit: sha } },
  "git:a:file:go.mod": { content: "module acme.test/birds\n", type: "file", path: "go.mod" },
  "git:a:file:cmd/main.go": {
    ...{
      content: 'package main\n\nimport "acme.test/birds/nest"\n',
      type: "file",
      path: "cmd/main.go",
      format: "code",
    },
  },
  "git:a:file:nest/box.go": { content: "package nest\n", type: "file", path: "nest/box.go", format: "code" },
};

const expected = {
  "linear:a:issue:1": ["branch in github:1:pull-request:2", "issue-key in github:1:pull-request:2"],
  "github:1:issue:1": ["closes in github:1:pull-request:2"],
  "github:1:pull-request:2": [
    ...["closes out github:1:issue:1", "commit in slack:T:thread:C:1", "commit in vercel:t:deployment:d"],
    ...["branch out linear:a:issue:1", "issue-key out linear:a:issue:1", "links in slack:T:thread:C:1"],
    ...["issue-key out (key:ENG-99)", "references out (number:acme/birds#77)"],
  ],
  "slack:T:thread:C:1": ["commit out github:1:pull-request:2", "links out github:1:pull-request:2"],
  "vercel:t:deployment:d": ["commit out github:1:pull-request:2"],
  "git:a:file:go.mod": [],
  "git:a:file:cmd/main.go": ["imports out git:a:file:nest/box.go"],
  "git:a:file:nest/box.go": ["imports in git:a:file:cmd/main.go"],
};

describeDatabases("relationships", (database) => {
  const read = async (workspaceId: string, ids: readonly string[]) => {
    const loaded = await relationships.loadForExtraction(database(), { workspaceId, ids, version: 1 });
    const entries = loaded.map((document) => ({
      ...{ id: document.id, contentHash: document.contentHash, relationships: extractRelationships(document) },
    }));
    return relationships.replace(database(), { workspaceId, version: 1, entries });
  };
  const store = async (scope: { workspaceId: string; sourceId: string; jobId: string }, ids: readonly string[]) => {
    await documents.storeFetched(database(), {
      ...scope,
      documents: ids.map((id) => storable(id, team[id])),
      ...{ skipped: [], failed: [] },
    });
    return read(scope.workspaceId, ids);
  };
  const shown = async (workspaceId: string, documentId: string) =>
    (await relationships.related(database(), { workspaceId, documentId, limit: 100 })).map(
      ({ kind, direction, document, target, pending }) =>
        `${kind} ${direction} ${document?.documentId ?? `(${target})`}${pending === (document === null) ? "" : " ?"}`,
    );
  const all = async (workspaceId: string) =>
    Object.fromEntries(
      await Promise.all(Object.keys(team).map(async (id) => [id, await shown(workspaceId, id)] as const)),
    );

  it("are the same in whatever order documents arrive, and however often", async () => {
    for (const order of [Object.keys(team), Object.keys(team).reverse()]) {
      const scope = await createScope(database());
      for (const id of order) expect(await store(scope, [id])).toEqual([id]);
      expect(await read(scope.workspaceId, order)).toEqual([]);
      expect(await all(scope.workspaceId)).toEqual(expected);
    }
    const scope = await createScope(database());
    await store(scope, Object.keys(team));
    expect(await all(scope.workspaceId)).toEqual(expected);

    const evidence = await relationships.related(database(), {
      ...{ workspaceId: scope.workspaceId, documentId: "github:1:issue:1", limit: 1 },
    });
    expect(evidence[0]?.evidence).toEqual([
      { documentId: "github:1:pull-request:2", text: "Closes #1", range: [0, 9], field: null },
    ]);
    const narrowed = await relationships.related(database(), {
      ...{ workspaceId: scope.workspaceId, documentId: "github:1:pull-request:2", limit: 1 },
      ...{ kinds: ["commit", "links"] as const, direction: "in" as const },
    });
    expect(narrowed).toMatchObject([
      { kind: "commit", document: { documentId: "slack:T:thread:C:1", type: "thread" } },
    ]);
    const ids = ["github:1:pull-request:2", "slack:T:thread:C:1"];
    const neighbours = await relationships.neighbours(database(), { workspaceId: scope.workspaceId, ids, limit: 3 });
    expect([...neighbours].map(([id, found]) => [id, found.map(({ documentId }) => documentId)])).toEqual([
      [ids[0], ["github:1:issue:1", "slack:T:thread:C:1", "vercel:t:deployment:d"]],
      [ids[1], ["github:1:pull-request:2"]],
    ]);
  });

  it("go with what says them, and wait again when what they lead to goes", async () => {
    const scope = await createScope(database());
    const { workspaceId } = scope;
    const pull = "github:1:pull-request:2";
    await store(scope, Object.keys(team));
    await documents.remove(database(), { workspaceId, ids: ["github:1:issue:1", "slack:T:thread:C:1"] });
    expect(await shown(workspaceId, pull)).toEqual([
      ...["commit in vercel:t:deployment:d", "branch out linear:a:issue:1", "issue-key out linear:a:issue:1"],
      ...["closes out (number:acme/birds#1)", "issue-key out (key:ENG-99)", "references out (number:acme/birds#77)"],
    ]);
    await store(scope, ["github:1:issue:1"]);
    expect(await shown(workspaceId, "github:1:issue:1")).toEqual(["closes in github:1:pull-request:2"]);

    const changed = storable(pull, { ...team[pull], content: "Nothing.", contentHash: "2", metadata: { number: 2 } });
    await documents.storeFetched(database(), { ...scope, documents: [changed], skipped: [], failed: [] });
    // What was read before the change comes too late.
    const stale = { id: pull, contentHash: "1", relationships: { edges: [], keys: [] } };
    expect(await relationships.replace(database(), { workspaceId, version: 1, entries: [stale] })).toEqual([]);
    expect(await read(workspaceId, [pull])).toEqual([pull]);
    expect(await shown(workspaceId, pull)).toEqual([]);
    expect(await shown(workspaceId, "github:1:issue:1")).toEqual([]);
    await documents.markDeleting(database(), { workspaceId, ids: ["git:a:file:nest/box.go"] });
    expect(await shown(workspaceId, "git:a:file:cmd/main.go")).toEqual([]);
  });

  it("never lead into another workspace, nor into a disconnected source", async () => {
    const scope = await createScope(database());
    const other = await createScope(database());
    await store(scope, ["github:1:pull-request:2"]);
    await store(other, ["github:1:issue:1", "linear:a:issue:1"]);
    expect(await shown(other.workspaceId, "github:1:issue:1")).toEqual([]);
    expect(await shown(other.workspaceId, "github:1:pull-request:2")).toEqual([]);
    expect(await shown(scope.workspaceId, "github:1:pull-request:2")).toEqual([
      "closes out (number:acme/birds#1)",
      "references out (number:acme/birds#77)",
    ]);
    const sourceId = await createSource(database(), scope.workspaceId);
    await store({ ...scope, sourceId }, ["github:1:issue:1"]);
    expect(await shown(scope.workspaceId, "github:1:issue:1")).toEqual(["closes in github:1:pull-request:2"]);
    await sources.archive(database(), scope.workspaceId, sourceId);
    expect(await shown(scope.workspaceId, "github:1:pull-request:2")).toContain("closes out (number:acme/birds#1)");
  });
});
