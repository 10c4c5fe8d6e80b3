import { createFakeNotion, handshakeDelivery } from "@tributary/source-notion/testing";
import { describe, expect, it, onTestFinished } from "vitest";
import { createServedConsole } from "../testing/served-console.ts";
import { inTime } from "../testing/timing.ts";

describe("Notion webhooks", { timeout: 120_000 }, () => {
  it("begin with a token Notion offers, and bring edits into search within seconds", async () => {
    const fake = await createFakeNotion();
    onTestFinished(() => fake.close());
    const { url, get, post, send, untilFound, untilGone, untilIdle } = await createServedConsole();
    const page = fake.createPage({
      title: "Lockkeeping",
      blocks: [{ type: "paragraph", content: "Mind the sluice." }],
    });
    const { source } = await post<{ source: { id: string } }>("/v1/sources", {
      kind: "notion",
      config: { workspace: "acme", apiUrl: fake.url },
      credentials: { token: fake.token },
      sync: false,
    });
    await post(`/v1/sources/${source.id}/sync`);
    await untilFound("sluice", "Lockkeeping");
    await untilIdle();

    const offer = async (token: string, path = `/webhooks/notion/${source.id}`) => {
      const { headers, body } = handshakeDelivery(token);
      return (await fetch(`${url}${path}`, { method: "POST", headers, body })).status;
    };
    const secrets = async () =>
      (await get<{ secrets: { secret: string | null }[] }>(`/v1/sources/${source.id}/webhook-secrets`)).secrets;
    const token = "secret_tMrlL1qK5vuQAh1b6cZGhFChZTSYJlce98V0pYn7yBl";
    expect(await offer(token, "/webhooks/notion")).toBe(401);
    expect(await secrets()).toEqual([]);
    fake.subscribe({ url: `${url}/webhooks/notion/${source.id}`, secret: token });
    await fake.settled();
    // A person reads it there and types it in at Notion.
    expect(await secrets()).toMatchObject([{ offered: true, secret: token }]);
    expect(await offer(token)).toBe(200);
    expect(await offer("secret_of_somebody_else")).toBe(401);
    expect(await secrets()).toHaveLength(1);
    expect(await (await send("/v1/webhooks/deliveries")).text()).not.toContain(token);

    fake.append(page, { type: "paragraph", content: "The capstan is greased." });
    await inTime({ edit: untilFound("capstan", "Lockkeeping") });
    const other = fake.createPage({ title: "Dredging", blocks: [{ type: "paragraph", content: "Silt and shingle." }] });
    await inTime({ page: untilFound("shingle", "Dredging") });
    fake.trash(other);
    await inTime({ deletion: untilGone("shingle") });
    await fake.settled();
    await untilIdle();
    expect(fake.deliveries.every(({ status }) => status === 202 || status === 200)).toBe(true);
    expect(fake.refusals).toEqual([]);
  });
});
