import { documents } from "@tributary/database";
import type { FakeDelivery } from "@tributary/source-github/testing";
import { describe, expect, it } from "vitest";
import { createGitHubConsole } from "../testing/github-console.ts";

const CHANGES = 40;
const DELIVERIES = 200;
const SENT_AT_ONCE = 20;

/** The same numbers from 0 to 1 for the same seed (mulberry32). */
function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

describe("webhook deliveries, duplicated and out of order", { timeout: 240_000 }, () => {
  it("leave what a sync of everything would find", async () => {
    const github = await createGitHubConsole((repository) => {
      for (let n = 0; n < 4; n += 1) repository.openIssue({ title: `Nest ${n}`, body: `Box ${n}.` });
      repository.openDiscussion({ title: "Feeders", body: "Which seeds?" });
    });
    const { fake, repository, runtime, url, secret, sync, sourceId, untilIdle } = github;
    await sync();
    // Kept by the fake, and sent by the test in an order of its own.
    fake.webhooks.addHook({ secret });
    const random = seededRandom(20_261_122);
    const pick = (count: number) => Math.floor(random() * count);
    const texts = new Map<number, string>();
    for (let n = 0; n < CHANGES; n += 1) {
      fake.clock.advance(1_000);
      const all = [...repository.record.conversations.values()];
      const one = all[pick(all.length)];
      const text = `Observation${n} noted.`;
      const act = pick(8);
      if (one === undefined || act === 0) {
        repository.openIssue({ title: `Sighting ${n}`, body: text });
      } else if (act === 1) {
        await repository.commit({ [`log/day-${pick(5)}.md`]: `# Day\n\n${text}\n` });
      } else if (act === 2) {
        await repository.commit({ [`log/day-${pick(5)}.md`]: null }).catch(() => {});
      } else if (act === 3 && one.kind === "issue" && all.length > 4) {
        repository.delete(one);
        texts.delete(one.number);
      } else {
        if (one.kind === "discussion") repository.commentOnDiscussion(one, { body: text });
        else repository.comment(one, { body: text });
        texts.set(one.number, text);
      }
    }
    await fake.webhooks.settle();
    const told = fake.webhooks.deliveries;
    expect(told.length).toBeGreaterThan(35);
    const queue: FakeDelivery[] = [...told];
    while (queue.length < DELIVERIES) queue.splice(pick(queue.length), 0, told[pick(told.length)] as FakeDelivery);
    for (let n = queue.length - 1; n > 0; n -= 1) {
      const other = pick(n + 1);
      [queue[n], queue[other]] = [queue[other] as FakeDelivery, queue[n] as FakeDelivery];
    }
    const statuses: number[] = [];
    for (let n = 0; n < queue.length; n += SENT_AT_ONCE) {
      const sent = queue.slice(n, n + SENT_AT_ONCE).map(async ({ headers, body }) => {
        // Half of the repetitions come with an id of their own, which nothing signs.
        const id = random() < 0.5 ? headers["x-github-delivery"] : `replayed-${n}-${random()}`;
        const init = { headers: { ...headers, "x-github-delivery": id ?? "" }, body: new Uint8Array(body) };
        const answer = await fetch(`${url}/webhooks/github`, { method: "POST", ...init });
        statuses.push(answer.status);
      });
      await Promise.all(sent);
    }
    expect(statuses.filter((status) => status === 202)).toHaveLength(told.length);
    expect(statuses.filter((status) => status === 200)).toHaveLength(queue.length - told.length);
    await untilIdle();

    const { database } = runtime.services;
    for (const [number, text] of texts) {
      const type = repository.conversation(number).kind === "discussion" ? "discussion" : "issue";
      const held = await documents.get(database, "default", `github:${repository.id}:${type}:${number}`);
      expect(held?.document.content, `${type} ${number}`).toContain(text);
      expect(held?.status).toBe("searchable");
    }
    const counts = await documents.counts(database, { workspaceId: "default", sourceId });
    expect(await sync("full")).toMatchObject({
      ...{ status: "completed", added: 0, updated: 0, deleted: 0, failed: 0 },
      documents: counts.searchable,
    });
  });
});
