import { expect, it } from "vitest";
import { createLinearBudget } from "./budget.ts";
import { createClient } from "./client.ts";

const CONFIG = { workspace: "acme" };
const ORGANIZATION = { urlKey: "acme", previousUrlKeys: ["acme-old"] };
const QUERY = { name: "Viewer", selection: "viewer { id }" };

function clientOf(answer: () => Response | Promise<Response>, config = CONFIG) {
  const seen: { url: string; init: RequestInit | undefined }[] = [];
  const client = createClient(config, {
    credentials: { apiKey: "key-1234" },
    now: () => 1_000,
    fetch: async (input, init) => {
      seen.push({ url: String(input), init });
      return answer();
    },
  });
  return { seen, query: () => client.query(QUERY, undefined) };
}
const json = (body: unknown, init: ResponseInit = {}) => Response.json(body, init);

it("sends an API key as it is, to Linear, and follows no redirect", async () => {
  const { seen, query } = clientOf(() => json({ data: { organization: ORGANIZATION } }));
  await query();
  expect(seen[0]?.url).toBe("https://api.linear.app/graphql");
  expect(seen[0]?.init?.headers).toMatchObject({ authorization: "key-1234" });
  expect(seen[0]?.init?.redirect).toBe("manual");
});

it("answers with Linear's clock where it says the time", async () => {
  const headers = { date: "Mon, 05 Jan 2026 12:00:30 GMT" };
  const { answeredAt } = await clientOf(() => json({ data: { organization: ORGANIZATION } }, { headers })).query();
  expect(answeredAt).toBe(Date.UTC(2026, 0, 5, 12, 0, 30));
  const without = await clientOf(() => json({ data: { organization: ORGANIZATION } })).query();
  expect(without.answeredAt).toBe(1_000);
});

it("knows a workspace by a name it had before, and refuses another one", async () => {
  const answer = () => json({ data: { organization: ORGANIZATION } });
  await clientOf(answer, { workspace: "acme-old" }).query();
  await expect(clientOf(answer, { workspace: "other" }).query()).rejects.toMatchObject({ code: "invalid-config" });
});

it.each([
  ["HTML", () => new Response("<html>", { headers: { "content-type": "text/html" } }), "invalid-response"],
  [
    "half of JSON",
    () => new Response('{"data":', { headers: { "content-type": "application/json" } }),
    "invalid-response",
  ],
  [
    "another length than it says",
    () => json({ data: {} }, { headers: { "content-length": "999" } }),
    "invalid-response",
  ],
  ["no data", () => json({}), "invalid-response"],
  ["a list", () => json([]), "invalid-response"],
  ["data of nothing", () => json({ data: {} }), "invalid-response"],
  ["data beside errors", () => json({ data: { organization: ORGANIZATION }, errors: [{}] }), "unavailable"],
  [
    "a 502 that claims to be JSON",
    () => new Response("<html>", { status: 502, headers: { "content-type": "application/json" } }),
    "unavailable",
  ],
  [
    "a 307",
    () => new Response(null, { status: 307, headers: { location: "http://169.254.169.254/" } }),
    "invalid-response",
  ],
])("refuses %s", async (_name, answer, code) => {
  await expect(clientOf(answer).query()).rejects.toMatchObject({ code });
});

it("lets a mistake in code through as what it is", async () => {
  const { query } = clientOf(() => {
    throw new TypeError("x is not a function");
  });
  await expect(query()).rejects.toThrow("x is not a function");
});

it("does not ask when a shared budget is used up", async () => {
  const budget = createLinearBudget();
  const headers = { "x-ratelimit-requests-remaining": "0", "x-ratelimit-requests-reset": "31000" };
  let asked = 0;
  const client = createClient(CONFIG, {
    credentials: { apiKey: "key-1234" },
    now: () => 1_000,
    budget,
    fetch: async () => {
      asked += 1;
      return json({ data: { organization: ORGANIZATION } }, { headers });
    },
  });
  await client.query(QUERY, undefined);
  const second = client.query(QUERY, undefined);
  await expect(second).rejects.toMatchObject({ code: "rate-limited", retryAfterMs: 30_000 });
  expect(asked).toBe(1);
});
