import type { Document } from "@tributary/validation";
import { expect } from "vitest";
import type { FakeSlack } from "../testing/index.ts";

/** Compares what a host holds with what the workspace holds: every message in one document, every thread one. */
export function expectCensus(held: ReadonlyMap<string, Document>, fake: FakeSlack): void {
  const { messages, threads } = fake.census();
  const ids = [...threads.keys()].map((name) => `slack:${fake.team.id}:thread:${name}`);
  const heldThreads = [...held.values()].filter(({ type }) => type === "thread").map(({ id }) => id);
  expect(heldThreads.sort()).toEqual(ids.sort());
  const where = new Map<string, string[]>();
  for (const { id, content } of held.values()) {
    for (const line of content.split("\n")) {
      const ids = where.get(line);
      if (ids === undefined) where.set(line, [id]);
      else ids.push(id);
    }
  }
  const wrong = messages.filter(({ channel, text, thread }) => {
    const [id, ...others] = where.get(text) ?? [];
    const expected = thread === null ? `:messages:${channel}:` : `:thread:${channel}:${thread}`;
    return id === undefined || others.length > 0 || !id.includes(expected);
  });
  expect(wrong.slice(0, 5), `${wrong.length} messages are in none, in more or in other documents`).toEqual([]);
  const counted = [...held.values()].reduce((sum, { metadata }) => sum + Number(metadata?.messages), 0);
  expect(counted).toBe(messages.length);
}
