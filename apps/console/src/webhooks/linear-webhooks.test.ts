import { createFakeLinear, signDelivery } from "@tributary/source-linear/testing";
import { describe, expect, it, onTestFinished } from "vitest";
import { createServedConsole } from "../testing/github-console.ts";

describe("Linear webhooks", { timeout: 120_000 }, () => {
  it("bring issues and comments into search, and are refused when they are old", async () => {
    const fake = await createFakeLinear();
    onTestFinished(() => fake.close());
    const { url, post, until, untilFound, untilGone, untilIdle, get } = await createServedConsole();
    const team = fake.create("Team", { key: "ENG", name: "Engineering" });
    const place = { teamId: team.id, stateId: fake.create("WorkflowState", { teamId: team.id }).id };
    fake.create("Issue", { ...place, title: "Sails", description: "The mainsail is torn." });
    const { source } = await post<{ source: { id: string } }>("/v1/sources", {
      kind: "linear",
      config: { workspace: "acme", apiUrl: fake.url },
      credentials: { apiKey: fake.credentials.apiKey },
    });
    const { secret } = await post<{ secret: string }>(`/v1/sources/${source.id}/webhook-secrets`);
    await post(`/v1/sources/${source.id}/sync`);
    await untilFound("mainsail", "Sails");
    await untilIdle();

    fake.subscribe({ url: `${url}/webhooks/linear/${source.id}`, secret });
    const issue = fake.create("Issue", { ...place, title: "Rudder", description: "The tiller creaks." });
    await untilFound("tiller", "Rudder");
    fake.create("Comment", { issueId: issue.id, body: "Greased the pintles." });
    await untilFound("pintles", "Rudder");
    fake.trash("Issue", issue.id);
    await untilGone("tiller");
    await fake.settled();
    expect(fake.deliveries.every(({ status }) => status === 202)).toBe(true);
    await until("all are processed", async () => {
      const { deliveries } = await get<{ deliveries: { state: string }[] }>("/v1/webhooks/deliveries");
      return deliveries.every(({ state }) => state === "processed");
    });

    const old = { action: "update", type: "Issue", data: { id: issue.id }, at: Date.now() - 61_000 };
    const { headers, body } = signDelivery(old, secret);
    const answer = await fetch(`${url}/webhooks/linear`, { method: "POST", headers, body });
    expect(answer.status).toBe(401);
  });
});
