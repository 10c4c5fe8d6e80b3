import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createFakeGitHub } from "@tributary/source-github/testing";
import type { Budget } from "@tributary/validation";
import { describe, expect, it } from "vitest";
import { type SourceRequest, syncSource } from "../cli/sync.ts";
import { lastObject, tributary } from "../testing/command.ts";
import { createQuietOutput } from "../testing/quiet-output.ts";
import { temporaryFolder } from "../testing/repository.ts";
import { createTestClient, createTestRuntime } from "../testing/runtime.ts";

/** Every file of a folder, as bytes read one to one into characters. */
function contentsOf(folder: string): string {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files.map((entry) => readFileSync(join(entry.parentPath, entry.name), "latin1")).join("\n");
}

describe("GitHub in the console", { timeout: 120_000 }, () => {
  it("syncs files and conversations with a token that is kept sealed, and then only what changed", async () => {
    await using fake = await createFakeGitHub();
    const repository = await fake.createRepository("acme/birds");
    await repository.commit({
      "README.md": "# Birds\n\nThe kestrel hovers.\n",
      "src/perch.ts": "export const perch = 1;\n",
    });
    const issue = repository.openIssue({ title: "Nest boxes", body: "The barn owl left its box." });
    repository.comment(issue, { body: "It moved to the chapel." });
    const token = fake.addToken();

    const home = temporaryFolder();
    const runtime = await createTestRuntime(home);
    const { client, send } = createTestClient(runtime);
    const { signal } = new AbortController();
    const config = { repository: "acme/birds", baseUrl: fake.url };
    const sync = (source: SourceRequest) =>
      syncSource(client, { source, mode: "incremental", output: createQuietOutput(), signal });
    const find = async (query: string) => {
      const answer = await send(`/v1/search?q=${encodeURIComponent(query)}`);
      return ((await answer.json()) as { results: { title: string; type: string }[] }).results[0];
    };

    await expect(sync({ kind: "github", config })).rejects.toThrow("needs credentials");
    await expect(sync({ kind: "github", config, credentials: { token: "wrong" } })).rejects.toThrow(
      /token|credentials/i,
    );
    const first = await sync({ kind: "github", config, credentials: { token } });
    expect(first).toMatchObject({ status: "completed", documents: 3, added: 3 });
    expect(await find("kestrel hovers")).toMatchObject({ type: "file", title: "README.md" });
    expect((await find("owl moved to the chapel"))?.title).toContain("Nest boxes");

    const { budgets } = (await (await send("/v1/budgets")).json()) as { budgets: Budget[] };
    expect(budgets.find(({ name }) => name === "core")).toMatchObject({
      ...{ kind: "github", sources: [{ name: expect.stringContaining("acme/birds") }], waitingUntil: null },
      limit: expect.any(Number),
      remaining: expect.any(Number),
    });
    expect(await (await send("/metrics")).text()).toMatch(/^tributary_api_budget_remaining\{.*name="core"\} \d+$/m);

    // The token is known from now on. GitHub's times have whole seconds.
    fake.clock.advance(5_000);
    await repository.commit({ "README.md": "# Birds\n\nThe kestrel hovers over the meadow.\n" });
    repository.comment(issue, { body: "Now in the belfry." });
    expect(await sync({ kind: "github", config })).toMatchObject({ status: "completed", documents: 3, updated: 2 });
    expect((await find("belfry"))?.title).toContain("Nest boxes");
    expect(fake.refusals).toEqual([]);

    await runtime.close();
    const stored = contentsOf(home);
    expect(stored).toContain("kestrel");
    for (const form of [token, Buffer.from(token).toString("base64"), Buffer.from(token).toString("hex")]) {
      expect(stored.includes(form)).toBe(false);
    }
  });

  it("is synced from the command line, with the token of the environment", async () => {
    await using fake = await createFakeGitHub();
    const repository = await fake.createRepository("acme/tools");
    await repository.commit({ "tool.md": "# Tool\n\nSharpen the adze.\n" });
    const home = temporaryFolder();
    const place = ["sync", "--github", "acme/tools", "--base-url", fake.url, "--json"];
    const without = await tributary(home, place);
    expect(without.code).toBe(1);
    expect(without.stderr).toContain("needs credentials");
    const synced = await tributary(home, place, { env: { GITHUB_TOKEN: fake.addToken() } });
    expect(lastObject(synced)).toMatchObject({ status: "completed", documents: 1 });
    const found = await tributary(home, ["search", "adze", "--json"]);
    expect(lastObject(found)).toMatchObject({ results: [{ path: "tool.md", source: "github" }] });
    const both = await tributary(home, ["sync", "--git", ".", "--github", "acme/tools"]);
    expect(both).toMatchObject({ code: 1, stderr: expect.stringContaining("one at a time") });
  });
});
