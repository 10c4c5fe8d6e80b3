import { createFakeLinear } from "@tributary/source-linear/testing";
import type { Story } from "../story/index.ts";
import { createStoryClock, type DemoSource } from "./demo-source.ts";

/** Starts a Linear with the story's issues. */
export async function seedLinear(story: Story): Promise<DemoSource> {
  const next = createStoryClock();
  let now = next();
  const fake = await createFakeLinear({ now: () => now });
  const people = new Map<string, string>();
  const personOf = (name: string): string => {
    const known = people.get(name);
    if (known !== undefined) return known;
    const { id } = fake.create("User", { name, displayName: name.toLowerCase() });
    people.set(name, id);
    return id;
  };
  const team = fake.create("Team", { key: "HAR", name: "Harbour" });
  const state = fake.create("WorkflowState", { name: "In Progress", type: "started" });
  for (const [index, issue] of story.linear.entries()) {
    now = next();
    const labelIds = (issue.labels ?? []).map((name) => fake.create("IssueLabel", { name }).id);
    const { id } = fake.create("Issue", {
      identifier: `HAR-${index + 1}`,
      title: issue.title,
      description: issue.body,
      teamId: team.id,
      stateId: state.id,
      creatorId: personOf(issue.by),
      labelIds,
    });
    for (const { by, text } of issue.remarks ?? []) {
      now = next();
      fake.create("Comment", { issueId: id, userId: personOf(by), body: text });
    }
  }
  return {
    kind: "linear",
    config: { workspace: "acme", apiUrl: fake.url },
    credentials: { apiKey: fake.credentials.apiKey },
    close: () => fake.close(),
  };
}
