import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { lastObject, tributary } from "../testing/command.ts";
import { createRepository, temporaryFolder } from "../testing/repository.ts";

const main = join(import.meta.dirname, "../main.ts");

async function serving(home: string, parameters: string[]) {
  const child = spawn(process.execPath, [main, "--home", home, ...parameters], {
    env: { PATH: process.env.PATH ?? "", HOME: home },
    stdio: ["ignore", "pipe", "pipe"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  let stdout = "";
  let stderr = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  for await (const text of child.stdout.setEncoding("utf8")) {
    stdout += text;
    if (stdout.includes("Ctrl-C stops it")) break;
  }
  const url = /http:\/\/127\.0\.0\.1:\d+/.exec(stdout)?.[0];
  if (!url) throw new Error(`The server did not start:\n${stdout}\n${stderr}`);
  return { child, url, stdout };
}

describe("serve", { timeout: 120_000 }, () => {
  it("indexes the given repository first, answers other commands while it owns the data, and stops cleanly", async () => {
    const folder = temporaryFolder();
    const home = join(folder, "home");
    const repository = createRepository(join(folder, "repository"), {
      "notes.md": "# Osprey\n\nThe osprey nests late.\n",
    });
    const { child, url, stdout } = await serving(home, ["start", repository, "--port", "0"]);
    expect(stdout).toContain("1 documents searchable");
    expect(stdout).toMatch(new RegExp(`^ {2}Open {5}${url}/sign-in#key=(trib_\\w+)\\n {2}API key {2}\\1$`, "m"));
    expect((await fetch(`${url}/healthz`)).status).toBe(200);

    const found = lastObject(await tributary(home, ["search", "osprey", "--json"]));
    expect(found).toMatchObject({ results: [{ path: "notes.md", source: "git", type: "file", title: "notes.md" }] });
    const synced = await tributary(home, ["sync", "--git", repository, "--json"]);
    expect(lastObject(synced)).toMatchObject({ status: "completed", documents: 1, embedded: 0 });

    const wrongKey = { TRIBUTARY_URL: url, TRIBUTARY_API_KEY: "trib_wrong" };
    const refused = await tributary(home, ["search", "osprey"], { env: wrongKey });
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain("API key");

    const second = await tributary(home, ["serve", "--port", "0"]);
    expect(second.code).toBe(1);
    expect(second.stderr).toMatch(new RegExp(`${child.pid}`));

    const ended = once(child, "exit");
    child.kill("SIGINT");
    expect(await ended).toEqual([0, null]);
    expect(lastObject(await tributary(home, ["search", "osprey", "--json"]))).toMatchObject({
      results: [{ path: "notes.md" }],
    });
  });
});
