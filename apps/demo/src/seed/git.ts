import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Story } from "../story/index.ts";
import type { DemoSource } from "./demo-source.ts";

const identity = ["-c", "user.name=Ada", "-c", "user.email=ada@harbour.example", "-c", "commit.gpgsign=false"];

/** Makes a git repository with the story's files. */
export async function seedGit(story: Story): Promise<DemoSource> {
  const path = mkdtempSync(join(tmpdir(), "tributary-demo-"));
  const git = (...parameters: string[]) => execFileSync("git", ["-C", path, ...identity, ...parameters]);
  git("init", "--quiet", "--initial-branch=main");
  for (const file of story.files) {
    mkdirSync(join(path, dirname(file.path)), { recursive: true });
    writeFileSync(join(path, file.path), file.content);
  }
  git("add", ".");
  git("commit", "--quiet", "--message", "Harbour");
  return {
    kind: "git",
    config: { path },
    credentials: {},
    close: async () => rmSync(path, { recursive: true, force: true }),
  };
}
