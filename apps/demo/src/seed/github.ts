import { createFakeGitHub } from "@tributary/source-github/testing";
import type { Story, StoryConversation } from "../story/index.ts";
import { createStoryClock, type DemoSource } from "./demo-source.ts";

/** Starts a GitHub with the story's issues, pull requests and discussions. */
export async function seedGitHub(story: Story): Promise<DemoSource> {
  const fake = await createFakeGitHub();
  const next = createStoryClock();
  const repository = await fake.createRepository({ name: "harbour/harbour", hasDiscussions: true });
  await repository.commit({ "README.md": "# Harbour\n" }, { message: "Begin", by: "ada", at: next() });
  const opening = ({ title, body, by, labels = [] }: StoryConversation) => ({
    ...{ title, body, by: by.toLowerCase(), at: next() },
    ...(labels.length > 0 && { labels }),
  });
  const remarks = ({ remarks: said = [] }: StoryConversation) =>
    said.map(({ by, text }) => ({ by: by.toLowerCase(), body: text, at: next() }));
  for (const issue of story.issues) {
    const opened = repository.openIssue(opening(issue));
    for (const remark of remarks(issue)) repository.comment(opened, remark);
  }
  for (const [index, pull] of story.pullRequests.entries()) {
    const head = `change-${index}`;
    await repository.commit({ [`notes/${head}.md`]: `${pull.title}\n` }, { branch: head, message: pull.title });
    const opened = await repository.openPull({ ...opening(pull), head });
    for (const remark of remarks(pull)) repository.comment(opened, remark);
  }
  for (const discussion of story.discussions) {
    const opened = repository.openDiscussion(opening(discussion));
    for (const remark of remarks(discussion)) repository.commentOnDiscussion(opened, remark);
  }
  return {
    kind: "github",
    // The files are in the git repository beside it.
    config: { repository: "harbour/harbour", baseUrl: fake.url, files: false },
    credentials: { token: fake.addToken() },
    close: () => fake.close(),
  };
}
