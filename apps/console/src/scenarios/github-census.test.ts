import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { documents } from "@tributary/database";
import { createFakeGitHub, generate } from "@tributary/source-github/testing";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { syncSource } from "../cli/sync.ts";
import { lastObject, tributary } from "../testing/command.ts";
import { createQuietOutput } from "../testing/quiet-output.ts";
import { temporaryFolder } from "../testing/repository.ts";
import { createTestClient, createTestRuntime } from "../testing/runtime.ts";

/** `TRIBUTARY_TEST_FULL_CENSUS=1` counts 10,000 files and 1,000 conversations instead. */
const scale = process.env.TRIBUTARY_TEST_FULL_CENSUS
  ? { files: 10_000, issues: 780, pulls: 20, discussions: 200 }
  : { files: 300, issues: 78, pulls: 2, discussions: 20 };

const sourcesSchema = z.object({ sources: z.array(z.object({ id: z.string() })) });

describe("GitHub with an App", { timeout: 1_200_000 }, () => {
  it("loses nothing of many files and conversations with 60 comments each", async () => {
    await using fake = await createFakeGitHub({ limits: { restPointsPerMinute: 1e6, graphqlPointsPerMinute: 1e6 } });
    const repository = await fake.createRepository("acme/birds");
    await generate(repository, { ...scale, wordsPerFile: 20, releases: 3, comments: 60, replies: 35 });
    const app = fake.addApp();
    const { id: installationId } = app.install("acme");
    const runtime = await createTestRuntime();
    const { client } = createTestClient(runtime);
    const config = { repository: "acme/birds", baseUrl: fake.url };
    const credentials = { appId: app.id, installationId, privateKey: app.privateKey };
    const sync = () =>
      syncSource(client, {
        ...{ source: { kind: "github", config, credentials }, mode: "incremental", output: createQuietOutput() },
        signal: new AbortController().signal,
      });
    const summary = await sync();
    const census = (await fake.census())["acme/birds"];
    if (census === undefined) throw new Error("The fake holds no such repository.");

    const { database } = runtime.services;
    const { sources } = await client.request("GET", "/v1/sources", { schema: sourcesSchema });
    const scope = { workspaceId: "default", sourceId: sources[0]?.id ?? "" };
    const held = { files: [] as string[], numbers: [] as number[], comments: 0, discussionComments: 0, releases: 0 };
    for await (const id of documents.ids(database, scope)) {
      const found = await documents.get(database, "default", id);
      expect(found?.status, id).toBe("searchable");
      const { type, path, metadata } = found?.document ?? { type: "" };
      if (type === "file") held.files.push(path ?? "");
      else if (type === "release") held.releases += 1;
      else held.numbers.push(Number(id.split(":").at(-1)));
      if (type === "discussion") held.discussionComments += Number(metadata?.comments);
      else if (type === "issue" || type === "pull-request") held.comments += Number(metadata?.comments);
    }
    expect({ ...held, files: held.files.sort(), numbers: held.numbers.sort((one, other) => one - other) }).toEqual({
      files: census.files.toSorted(),
      numbers: census.numbers,
      comments: census.comments + census.reviewComments,
      discussionComments: census.discussionComments,
      releases: census.releases,
    });
    expect(summary).toMatchObject({ status: "completed", failed: 0 });
    if (process.env.TRIBUTARY_TEST_FULL_CENSUS) process.stderr.write(`${JSON.stringify(summary)}\n`);
    expect(await sync()).toMatchObject({ added: 0, updated: 0, deleted: 0, embedded: 0 });
    expect(fake.refusals).toEqual([]);
  });

  it("is synced from the command line", async () => {
    await using fake = await createFakeGitHub();
    const repository = await fake.createRepository("acme/tools");
    await repository.commit({ "tool.md": "# Tool\n\nSharpen the adze.\n" });
    const app = fake.addApp();
    const { id: installation } = app.install("acme");
    const home = temporaryFolder();
    const key = join(temporaryFolder(), "key.pem");
    writeFileSync(key, app.privateKey);
    const place = ["sync", "--github", "acme/tools", "--base-url", fake.url, "--json"];
    const signIn = ["--app-id", String(app.id), "--installation-id", String(installation), "--private-key-file", key];
    expect(lastObject(await tributary(home, [...place, ...signIn]))).toMatchObject({
      status: "completed",
      documents: 1,
    });
    const status = lastObject(await tributary(home, ["status", "--json"])) as {
      sources: { source: { id: string } }[];
    };
    const id = status.sources[0]?.source.id ?? "";
    const added = lastObject(await tributary(home, ["webhooks", "add-secret", id, "--json"]));
    expect(added).toMatchObject({ id: expect.stringMatching(/^sec_/), secret: expect.stringMatching(/^[\w-]{43}$/) });
    const listed = await tributary(home, ["webhooks", "secrets", id]);
    expect(listed.stdout).toContain(String(added.id));
    expect(listed.stdout).not.toContain(String(added.secret));
  });
});
