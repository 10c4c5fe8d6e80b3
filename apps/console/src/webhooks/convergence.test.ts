import { documents } from "@tributary/database";
import type { FakeDelivery } from "@tributary/source-github/testing";
import { describe, expect, it } from "vitest";
import { syncSource } from "../cli/sync.ts";
import { createGitHubChanges } from "../testing/github-changes.ts";
import { createGitHubConsole } from "../testing/github-console.ts";
import { createQuietOutput } from "../testing/quiet-output.ts";
import { seededRandom } from "../testing/seeded-random.ts";
import { createServedConsole } from "../testing/served-console.ts";
import { readState } from "../testing/state.ts";

/** Deliveries in all, repetitions included; `pnpm --filter @tributary/console test:convergence` sends 1,000. */
const DELIVERIES = Number(process.env.TRIBUTARY_TEST_DELIVERIES ?? 100);

/** Changes there are deliveries of: two of five deliveries are repetitions. */
const CHANGES = Math.floor(DELIVERIES / 2.5);
const SENT_AT_ONCE = 20;
const SEED = 20_261_122;

/** A file's link names the commit at which it was read: any that has this content will do. */
const anyCommit = (text: string) => text.replaceAll(/\/blob\/[0-9a-f]{40}\//g, "/blob/commit/");

describe("webhook deliveries, duplicated and out of order", { timeout: 1_800_000 }, () => {
  it(`leave what the same deliveries leave in order and once: ${DELIVERIES} deliveries`, async () => {
    const github = await createGitHubConsole((repository) => {
      for (let n = 0; n < 4; n += 1) repository.openIssue({ title: `Nest ${n}`, body: `Box ${n}.` });
      repository.openDiscussion({ title: "Feeders", body: "Which seeds?" });
    });
    const { fake, repository, source, runtime, url, secret, sync, sourceId, untilIdle } = github;
    await sync();
    const ordered = await createServedConsole();
    await ordered.connect({ ...source, secret });
    const output = createQuietOutput();
    await syncSource(ordered.client, { source, mode: "full", output, signal: new AbortController().signal });

    // One console hears of every change before the next is made.
    fake.webhooks.addHook({ url: `${ordered.url}/webhooks/github`, secret });
    const random = seededRandom(SEED);
    const change = createGitHubChanges(repository, random);
    while (fake.webhooks.deliveries.length < CHANGES) {
      fake.clock.advance(1_000);
      await change();
      await fake.webhooks.settle();
    }
    const told = [...fake.webhooks.deliveries];
    expect(told.every(({ status }) => status === 202)).toBe(true);
    expect(new Set(told.map(({ event, action }) => `${event} ${action}`)).size).toBeGreaterThan(8);

    // The other one hears of all of them afterwards, again and again.
    const pick = (count: number) => Math.floor(random() * count);
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
    await ordered.untilIdle();

    const [state, expected] = [await readState(runtime, anyCommit), await readState(ordered.runtime, anyCommit)];
    expect(state.documents).toEqual(expected.documents);
    expect(state.vectors).toEqual(expected.vectors);
    const counts = await documents.counts(runtime.services.database, { workspaceId: "default", sourceId });
    expect(await sync("full")).toMatchObject({
      ...{ status: "completed", added: 0, updated: 0, deleted: 0, failed: 0 },
      documents: counts.searchable,
    });
  });
});
