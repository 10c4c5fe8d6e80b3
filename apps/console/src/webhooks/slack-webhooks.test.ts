import { createFakeSlack, signDelivery } from "@tributary/source-slack/testing";
import { describe, expect, it, onTestFinished } from "vitest";
import { createServedConsole } from "../testing/served-console.ts";
import { inTime } from "../testing/timing.ts";

describe("Slack webhooks", { timeout: 120_000 }, () => {
  it("bring messages, replies and edits into search within seconds, and take out what is deleted", async () => {
    const fake = await createFakeSlack();
    onTestFinished(() => fake.close());
    const { url, connect, post, untilFound, untilGone, untilIdle } = await createServedConsole();
    const user = fake.addUser("ada");
    const channel = fake.addChannel("harbour");
    const hoursAgo = (hours: number) => `${Math.floor(Date.now() / 1_000) - hours * 3_600}.000100`;
    const thread = fake.post(channel, { user, text: "Who mends the spinnaker?", ts: hoursAgo(30) });
    fake.post(channel, { user, text: "The sailmaker.", thread, ts: hoursAgo(29) });
    const { sourceId, secret } = await connect({
      kind: "slack",
      config: { team: fake.team.id, apiUrl: fake.url },
      credentials: { token: fake.tokens.bot },
    });
    await post(`/v1/sources/${sourceId}/sync`);
    await untilFound("spinnaker", "spinnaker");
    await untilIdle();

    const unsubscribe = fake.subscribe({ url: `${url}/webhooks/slack`, secret });
    const reply = fake.post(channel, { user, text: "Quickly, the halyard frayed.", thread });
    const message = fake.post(channel, { user, text: "Low tide uncovers the periwinkles." });
    await inTime({ reply: untilFound("halyard", "spinnaker"), message: untilFound("periwinkles", "harbour") });
    fake.edit(channel, message, "Low tide uncovers the barnacles.");
    fake.remove(channel, reply);
    await inTime({
      edit: untilFound("barnacles", "harbour"),
      before: untilGone("periwinkles"),
      deletion: untilGone("halyard"),
    });
    fake.rename(channel, "marina");
    await inTime({ rename: untilFound("barnacles", "marina") });
    await untilIdle();

    // Slack leaves out events when there are too many: what they were about is looked for.
    unsubscribe();
    fake.post(channel, { user, text: "The foghorn sounds." });
    const told = { type: "app_rate_limited", team_id: fake.team.id, minute_rate_limited: 1_518_467_820 };
    const { headers, body } = signDelivery(told, secret, Date.now());
    expect((await fetch(`${url}/webhooks/slack`, { method: "POST", headers, body })).status).toBe(202);
    await inTime({ missed: untilFound("foghorn", "marina") });
    await fake.settled();
    await untilIdle();
    expect(fake.refusals).toEqual([]);
    expect(fake.deliveries.every(({ status }) => status === 202)).toBe(true);
  });
});
