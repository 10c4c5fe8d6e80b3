import { createFakeNotion } from "@tributary/source-notion/testing";
import type { Story } from "../story/index.ts";
import { createStoryClock, type DemoSource } from "./demo-source.ts";

/** Starts a Notion with the story's pages. */
export async function seedNotion(story: Story): Promise<DemoSource> {
  const next = createStoryClock();
  let now = next();
  const fake = await createFakeNotion({ now: () => now });
  for (const { title, body } of story.pages) {
    now = next();
    fake.createPage({ title, in: "workspace", blocks: body.split("\n").map(blockOf) });
  }
  return {
    kind: "notion",
    config: { workspace: "harbour", apiUrl: fake.url },
    credentials: { token: fake.token },
    close: () => fake.close(),
  };
}

function blockOf(line: string): { readonly type: string; readonly content: string } {
  if (line.startsWith("## ")) return { type: "heading_2", content: line.slice(3) };
  if (line.startsWith("- ")) return { type: "bulleted_list_item", content: line.slice(2) };
  return { type: "paragraph", content: line };
}
