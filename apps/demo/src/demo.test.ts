import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Demo, runDemo, SHARED_TOPIC } from "./run-demo.ts";
import { story } from "./story/index.ts";

const kinds = ["git", "github", "linear", "notion", "slack", "vercel"];

describe("the demo", () => {
  const lines: string[] = [];
  let demo: Demo;
  beforeAll(async () => {
    demo = await runDemo((line) => lines.push(line));
  }, 120_000);
  afterAll(() => demo?.close());

  it("connects and syncs every tool", () => {
    expect(lines.map((line) => line.split(" ")[0])).toEqual(kinds);
    expect(demo.documents).toMatchObject({
      git: story.files.length,
      github: story.issues.length + story.pullRequests.length + story.discussions.length,
      linear: story.linear.length,
      slack: story.threads.length,
    });
  });

  it("finds a topic they share in all of them with one search", async () => {
    const { results } = await demo.search(SHARED_TOPIC);
    expect([...new Set(results.map(({ source }) => source))].sort()).toEqual(kinds);
  });

  it("finds what only one of them has", async () => {
    const { results } = await demo.search('"heap out of memory" source:vercel');
    expect(results[0]).toMatchObject({ source: "vercel", type: "deployment" });
  });
});
