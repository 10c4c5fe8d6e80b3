import { once } from "node:events";
import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type CommandResult, tributary } from "../testing/command.ts";
import { prepareHome } from "../testing/prepared-home.ts";
import { createRepository, git, temporaryFolder } from "../testing/repository.ts";

function refused(result: CommandResult): string {
  expect(result.code, result.stderr).toBeGreaterThan(0);
  expect(result.stderr).not.toMatch(/\n\s+at /);
  return result.stderr.trim();
}

describe("bad input", { timeout: 240_000 }, () => {
  it("is answered with one sentence and a non-zero exit", async () => {
    const folder = temporaryFolder();
    const home = join(folder, "home");
    await prepareHome(home);
    const plain = join(folder, "plain");
    mkdirSync(plain);
    const empty = join(folder, "empty");
    mkdirSync(empty);
    git(empty, "init", "--quiet");
    const sync = async (path: string) => refused(await tributary(home, ["sync", "--git", path, "--json"]));

    expect(await sync(join(folder, "missing"))).toMatch(/^tributary: .*missing.*\.$/);
    expect(await sync(plain)).toMatch(/^tributary: .*not.*git repository.*\.$/i);
    expect(await sync(empty)).toMatch(/^tributary: .*no commit.*\.$/i);
    expect(refused(await tributary(home, ["sync", "--git", ".", "--nonsense"]))).toContain(
      "unknown option '--nonsense'",
    );
    expect(refused(await tributary(home, ["frobnicate"]))).toContain("unknown command 'frobnicate'");
    expect(refused(await tributary(home, ["sync"]))).toContain("--git");
    expect(refused(await tributary(home, ["sync", "--git", ".", "--source", "src_x"]))).toContain("one at a time");
    expect(refused(await tributary(home, ["search", "x", "--limit", "0"]))).toContain("from 1 to 100");
    expect(refused(await tributary(home, ["serve", "--port", "70000"]))).toContain("0 to 65535");
    expect(refused(await tributary(home, ["search", "  "]))).toMatch(/^tributary: /);
  });

  it("to connect with is told without what it holds", async () => {
    const folder = temporaryFolder();
    const home = join(folder, "home");
    await prepareHome(home);
    const config = join(folder, "slack.json");
    writeFileSync(config, '{"team":"T0FAKE001"}');
    const connect = async (kind: string, from: string, credentials?: string) => {
      const env = credentials === undefined ? {} : { TRIBUTARY_CREDENTIALS: credentials };
      return refused(await tributary(home, ["connect", kind, "--config", from], { env }));
    };
    expect(await connect("slack", join(folder, "none.json"))).toContain("none.json cannot be read");
    expect(await connect("slack", config, "xoxb-hunter2")).toMatch(/^tributary: The credentials must be a JSON object/);
    const unknown = await connect("slack", config, '{"tokn":"xoxb-hunter2"}');
    expect(unknown).toContain("credentials");
    expect(unknown).not.toContain("hunter2");
  });

  it("in the environment is told all at once", async () => {
    const home = join(temporaryFolder(), "home");
    const env = { DATABASE_URL: "mysql://x", TRIBUTARY_PORT: "no", INNGEST_EVENT_KEY: "only-one" };
    const sentence = refused(await tributary(home, ["status"], { env }));
    expect(sentence).toContain("DATABASE_URL");
    expect(sentence).toContain("TRIBUTARY_PORT");
    expect(sentence).toContain("INNGEST_SIGNING_KEY");
  });

  it("like a port in use or a wrong database is named without a password", async () => {
    const home = join(temporaryFolder(), "home");
    const blocker = createServer().listen(0, "127.0.0.1");
    await once(blocker, "listening");
    const address = blocker.address();
    const port = typeof address === "object" && address ? address.port : 0;
    expect(refused(await tributary(home, ["serve", "--port", String(port)]))).toContain(`Port ${port} is taken`);
    blocker.close();
    const env = { DATABASE_URL: "postgres://someone:hunter2@127.0.0.1:1/none" };
    const sentence = refused(await tributary(home, ["status"], { env }));
    expect(sentence).not.toContain("hunter2");
  });

  it("like a corrupt or unwritable data folder is named", async () => {
    const folder = temporaryFolder();
    const file = join(folder, "a-file");
    writeFileSync(file, "");
    expect(refused(await tributary(file, ["status"]))).toMatch(/^tributary: .*a-file/);
    const corrupt = join(folder, "corrupt");
    await prepareHome(corrupt);
    expect((await tributary(corrupt, ["status"])).code).toBe(0);
    writeFileSync(join(corrupt, "workflows.sqlite"), "this is no database, it is a text that somebody put here");
    expect(refused(await tributary(corrupt, ["status"]))).toMatch(/^tributary: .*workflows\.sqlite/);
    chmodSync(folder, 0o700);
  });

  it("is never a bare repository: it is synced like any other", async () => {
    const folder = temporaryFolder();
    createRepository(join(folder, "work"), { "a.md": "# Alpha\n" });
    git(folder, "clone", "--quiet", "--bare", join(folder, "work"), join(folder, "bare.git"));
    const home = join(folder, "home");
    await prepareHome(home);
    const result = await tributary(home, ["sync", "--git", join(folder, "bare.git"), "--json"]);
    expect(result.code, result.stderr).toBe(0);
  });
});
