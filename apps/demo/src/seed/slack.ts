import { createFakeSlack } from "@tributary/source-slack/testing";
import type { Story } from "../story/index.ts";
import { createStoryClock, type DemoSource } from "./demo-source.ts";

/** Starts a Slack with the story's threads. */
export async function seedSlack(story: Story): Promise<DemoSource> {
  const next = createStoryClock();
  let now = next();
  const fake = await createFakeSlack({ now: () => now });
  const ids = new Map<string, string>();
  const idOf = (name: string, make: () => string): string => {
    const id = ids.get(name) ?? make();
    ids.set(name, id);
    return id;
  };
  for (const { channel, remarks } of story.threads) {
    const channelId = idOf(`#${channel}`, () => fake.addChannel(channel));
    let thread: string | undefined;
    for (const { by, text } of remarks) {
      const user = idOf(by, () => fake.addUser(by.toLowerCase(), by));
      now = next();
      const ts = fake.post(channelId, { user, text, ...(thread !== undefined && { thread }) });
      thread ??= ts;
    }
  }
  return {
    kind: "slack",
    config: { team: fake.team.id, apiUrl: fake.url },
    credentials: { token: fake.tokens.bot },
    close: () => fake.close(),
  };
}
