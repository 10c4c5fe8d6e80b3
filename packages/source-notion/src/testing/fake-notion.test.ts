import { Client, iteratePaginatedAPI } from "@notionhq/client";
import { afterEach, describe, expect, it } from "vitest";
import { createFakeNotion, type FakeNotion, signDelivery } from "./index.ts";

let notion: FakeNotion | undefined;
afterEach(async () => {
  await notion?.close();
});

async function begin(options: Parameters<typeof createFakeNotion>[0] = {}) {
  const fake = await createFakeNotion({ now: () => Date.UTC(2026, 0, 5, 9, 0, 42), ...options });
  notion = fake;
  const ask = (path: string, init: RequestInit = {}) =>
    fetch(`${fake.url}${path}`, {
      ...init,
      headers: { authorization: `Bearer ${fake.token}`, "notion-version": "2026-03-11", ...init.headers },
    });
  const sdk = new Client({
    auth: fake.token,
    baseUrl: fake.url,
    notionVersion: "2026-03-11",
    retry: false,
    logger: () => {},
  });
  return { fake, ask, sdk };
}

describe("the fake", () => {
  it("answers Notion's own client", async () => {
    const { fake, sdk } = await begin();
    const page = fake.createPage({
      title: "Page",
      blocks: Array.from({ length: 150 }, () => ({ type: "divider", content: {} })),
    });
    const table = fake.createTable({ title: "Tasks", in: { page }, columns: { Estimate: "number" } });
    const row = fake.createRow(table, "Row", { Estimate: 3 });
    expect(await sdk.users.me({})).toMatchObject({ type: "bot", bot: { workspace_name: "Acme" } });
    // Times count whole minutes.
    expect(await sdk.pages.retrieve({ page_id: row })).toMatchObject({
      last_edited_time: "2026-01-05T09:00:00.000Z",
      parent: { type: "data_source_id", data_source_id: table },
      properties: { Estimate: { type: "number", number: 3 } },
    });
    const source = await sdk.dataSources.retrieve({ data_source_id: table });
    expect(source).toMatchObject({ properties: { Estimate: { type: "number" } } });
    expect((await sdk.search({ filter: { property: "object", value: "data_source" } })).results).toHaveLength(1);
    const blocks = await Array.fromAsync(iteratePaginatedAPI(sdk.blocks.children.list, { block_id: page }));
    expect(blocks).toHaveLength(151);
    const { markdown } = await sdk.pages.retrieveMarkdown({ page_id: page });
    expect(markdown).toContain("---");
    expect(fake.refusals).toEqual([]);
  });

  it.each([
    ["another version", "/v1/users/me", { headers: { "notion-version": "2022-06-28" } }],
    ["a parameter it does not know", "/v1/users?limit=5", {}],
    ["a page that is too large", "/v1/users?page_size=101", {}],
    ["a body that is not as documented", "/v1/search", { method: "POST", body: '{"filter":{"value":"page"}}' }],
    ["a route it does not know", "/v2/pages", {}],
  ])("refuses %s, and notes it", async (_name, path, init) => {
    const { fake, ask } = await begin();
    const response = await ask(path, init);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ object: "error", status: 400 });
    expect(fake.refusals).toHaveLength(1);
  });

  it("fails as Notion does", async () => {
    const { fake, ask } = await begin({ limit: 5 });
    const page = fake.createPage({ title: "Page" });
    const codeOf = async (response: Response) => {
      const { code } = (await response.json()) as { code: string };
      return [response.status, code];
    };
    expect(await codeOf(await ask("/v1/users/me", { headers: { authorization: "Bearer other" } }))).toEqual([
      401,
      "unauthorized",
    ]);
    const missing = `/v1/pages/${page.replace("1f0c", "ffff")}`;
    expect(await codeOf(await ask(missing))).toEqual([404, "object_not_found"]);
    const allow = fake.forbid("content");
    expect(await codeOf(await ask(`/v1/pages/${page}`))).toEqual([403, "restricted_resource"]);
    allow();
    fake.unshare(page);
    expect(await codeOf(await ask(`/v1/pages/${page}`))).toEqual([404, "object_not_found"]);
    await ask("/v1/users/me");
    await ask("/v1/users/me");
    const limited = await ask("/v1/users/me");
    expect(limited.headers.get("retry-after")).toBe("60");
    expect(await limited.json()).toMatchObject({
      code: "rate_limited",
      additional_data: { rate_limit_reason: "public_api_request_rate_limit" },
    });
    expect(fake.refusals).toEqual([]);
  });

  it("cuts queries short and says so", async () => {
    const { fake, sdk } = await begin({ queryLimit: 120 });
    const table = fake.createTable({ title: "Long" });
    for (let index = 0; index < 130; index += 1) fake.createRow(table, `Row ${index}`);
    const first = await sdk.dataSources.query({ data_source_id: table });
    expect(first.request_status).toBeUndefined();
    const second = await sdk.dataSources.query({ data_source_id: table, start_cursor: first.next_cursor });
    expect([second.results.length, second.has_more]).toEqual([20, false]);
    expect(second.request_status).toEqual({ type: "incomplete", incomplete_reason: "query_result_limit_reached" });
  });

  it("answers in this process as over the wire, faults and all", async () => {
    const { fake } = await begin();
    const headers = { authorization: `Bearer ${fake.token}`, "notion-version": "2026-03-11" };
    const ask = (init: RequestInit = {}) => fake.fetch(`${fake.url}/v1/users/me`, { headers, ...init });
    expect((await ask()).status).toBe(200);
    fake.fail({ fault: { type: "html" }, times: 1 });
    expect((await ask()).headers.get("content-type")).toBe("text/html");
    fake.fail({ fault: { type: "truncate", afterBytes: 10 }, times: 1 });
    expect(await (await ask()).text()).toHaveLength(10);
    fake.fail({ fault: { type: "reset", afterBytes: 10 }, times: 1 });
    await expect((await ask()).text()).rejects.toThrow("terminated");
    fake.fail({ fault: { type: "stall" }, times: 1 });
    await expect(ask({ signal: AbortSignal.timeout(20) })).rejects.toMatchObject({ name: "TimeoutError" });
  });

  it("delivers a handshake, then what changes, signed", async () => {
    const { fake } = await begin();
    const target = await createFakeNotion();
    try {
      const end = fake.subscribe({ url: `${target.url}/hook`, secret: "secret_1" });
      const page = fake.createPage({ title: "Page" });
      fake.comment({ page }, "Said");
      fake.trash(page);
      await fake.settled();
      end();
      fake.restore(page);
      expect(fake.deliveries.map(({ type }) => type).sort()).toEqual([
        "comment.created",
        "handshake",
        "page.created",
        "page.deleted",
      ]);
    } finally {
      await target.close();
    }
  });

  it("signs what Notion's own client verifies", async () => {
    const { verifyWebhookSignature } = await import("@notionhq/client");
    const entity = { id: "1", type: "page" };
    const { headers, body } = signDelivery({ type: "page.created", entity, at: 0 }, "secret_1");
    const signature = headers["x-notion-signature"];
    expect(await verifyWebhookSignature({ body, signature, verificationToken: "secret_1" })).toBe(true);
    expect(await verifyWebhookSignature({ body, signature, verificationToken: "secret_2" })).toBe(false);
  });
});
