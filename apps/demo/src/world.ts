import type { DemoSource } from "./seed/demo-source.ts";
import { seedGit } from "./seed/git.ts";
import { seedGitHub } from "./seed/github.ts";
import { seedLinear } from "./seed/linear.ts";
import { seedNotion } from "./seed/notion.ts";
import { seedSlack } from "./seed/slack.ts";
import { seedVercel } from "./seed/vercel.ts";
import { story } from "./story/index.ts";

/** The story in every tool, each a server on this machine, to be connected like the real ones. */
export interface DemoWorld {
  readonly sources: readonly DemoSource[];
  close(): Promise<void>;
}

/** Starts all tools on free ports of 127.0.0.1. */
export async function createDemoWorld(): Promise<DemoWorld> {
  const seeds = [seedGit, seedGitHub, seedLinear, seedNotion, seedSlack, seedVercel];
  const sources = await Promise.all(seeds.map((seed) => seed(story)));
  return {
    sources,
    close: async () => {
      await Promise.all(sources.map((source) => source.close()));
    },
  };
}
