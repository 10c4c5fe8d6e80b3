import { createFakeVercel } from "@tributary/source-vercel/testing";
import type { Story } from "../story/index.ts";
import { createStoryClock, type DemoSource } from "./demo-source.ts";

/** Starts a Vercel with the story's deployments and their build logs. */
export async function seedVercel(story: Story): Promise<DemoSource> {
  const next = createStoryClock();
  let now = next();
  const fake = await createFakeVercel({ now: () => now });
  const project = fake.createProject({ name: "harbour" });
  for (const { commit, by, state, log } of story.deployments) {
    now = next();
    const { id } = fake.createDeployment(project.id, {
      target: "production",
      meta: { githubCommitMessage: commit, githubCommitAuthorName: by, githubCommitRef: "main" },
    });
    fake.setState(id, "BUILDING");
    fake.log(id, ...log);
    fake.setState(id, state);
  }
  return {
    kind: "vercel",
    config: { team: fake.teamId, apiUrl: fake.url },
    credentials: { token: fake.token },
    close: () => fake.close(),
  };
}
