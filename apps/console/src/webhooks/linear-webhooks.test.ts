import { createFakeLinear } from "@tributary/source-linear/testing";
import { describe, expect, it, onTestFinished } from "vitest";
import { createServedConsole } from "../testing/served-console.ts";
import { inTime } from "../testing/timing.ts";

describe("Linear webhooks", { timeout: 120_000 }, () => {
  it("bring issues and comments into search within seconds", async () => {
    const fake = await createFakeLinear();
    onTestFinished(() => fake.close());
    const { url, connect, post, until, untilFound, untilGone, untilIdle, get } = await createServedConsole();
    const team = fake.create("Team", { key: "ENG", name: "Engineering" });
    const place = { teamId: team.id, stateId: fake.create("WorkflowState", { teamId: team.id }).id };
    fake.create("Issue", { ...place, title: "Sails", description: "The mainsail is torn." });
    const { sourceId, secret } = await connect({
      kind: "linear",
      config: { workspace: "acme", apiUrl: fake.url },
      credentials: { apiKey: fake.credentials.apiKey },
    });
    await post(`/v1/sources/${sourceId}/sync`);
    await untilFound("mainsail", "Sails");
    await untilIdle();

    fake.subscribe({ url: `${url}/webhooks/linear/${sourceId}`, secret });
    const issue = fake.create("Issue", { ...place, title: "Rudder", description: "The tiller creaks." });
    await inTime({ issue: untilFound("tiller", "Rudder") });
    fake.create("Comment", { issueId: issue.id, body: "Greased the pintles." });
    await inTime({ comment: untilFound("pintles", "Rudder") });
    fake.trash("Issue", issue.id);
    await inTime({ deletion: untilGone("tiller") });
    await fake.settled();
    expect(fake.deliveries.every(({ status }) => status === 202)).toBe(true);
    await until("all are processed", async () => {
      const { deliveries } = await get<{ deliveries: { state: string }[] }>("/v1/webhooks/deliveries");
      return deliveries.every(({ state }) => state === "processed");
    });
  });
});
