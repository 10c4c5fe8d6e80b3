import { describe, expect, it } from "vitest";
import { createInngestClient } from "./index.ts";

const silent = { info: () => {}, warn: () => {}, error: () => {}, debug: () => {} };

describe("createInngestClient", () => {
  it("sends every event of an embedded client through the fetch it was given", async () => {
    const requests: { url: string; body: unknown }[] = [];
    const fetch: typeof globalThis.fetch = async (input, init) => {
      requests.push({ url: String(input), body: JSON.parse(String(init?.body)) });
      return Response.json({ ids: ["01"], status: 200 });
    };
    const connection = { kind: "embedded", fetch, baseUrl: "http://engine.embedded" } as const;
    const client = createInngestClient({ id: "app", logger: silent, connection });
    expect(await client.send({ name: "a/b", data: { n: 1 } })).toEqual({ ids: ["01"] });
    expect(requests[0]?.url).toMatch(/^http:\/\/engine\.embedded\/e\//);
    expect(requests[0]?.body).toMatchObject([{ name: "a/b", data: { n: 1 } }]);
  });

  it("uses the keys and address of a server", () => {
    const server = { eventKey: "key", signingKey: "signkey-test-00", baseUrl: "http://inngest.internal:8288" };
    const connection = { kind: "server", ...server } as const;
    const client = createInngestClient({ id: "app", logger: silent, connection });
    expect(client.eventKey).toBe("key");
    expect(client.signingKey).toBe("signkey-test-00");
    expect(client.apiBaseUrl).toContain("inngest.internal:8288");
  });
});
