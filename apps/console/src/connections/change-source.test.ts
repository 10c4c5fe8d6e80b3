import { createFakeGitHub, signDelivery } from "@tributary/source-github/testing";
import type { SourceRecord } from "@tributary/validation";
import { describe, expect, it, onTestFinished } from "vitest";
import { createApp } from "../app.ts";
import { runWorkflow } from "../testing/run-workflow.ts";
import { createServedConsole } from "../testing/served-console.ts";

interface Answer {
  readonly status: number;
  readonly source?: SourceRecord;
  readonly error?: { readonly code: string; readonly message: string };
}

async function setUp() {
  const fake = await createFakeGitHub();
  onTestFinished(() => fake.close());
  const repository = await fake.createRepository({ name: "acme/birds", private: true });
  await repository.commit({ "README.md": "# Birds\n\nThe kestrel hovers.\n" });
  const served = await createServedConsole();
  const config = { repository: "acme/birds", baseUrl: fake.url };
  const credentials = { token: fake.addToken({ login: "acme" }) };
  const { sourceId, secret } = await served.connect({ kind: "github", config, credentials });
  const ask = async (method: string, path: string, body: object): Promise<Answer> => {
    const headers = { "content-type": "application/json" };
    const response = await served.send(path, { method, headers, body: JSON.stringify(body) });
    return { ...((await response.json()) as object), status: response.status };
  };
  const change = (body: object) => ask("PATCH", `/v1/sources/${sourceId}`, body);
  const sync = () => ask("POST", `/v1/sources/${sourceId}/sync`, {});
  return { ...served, fake, config, credentials, sourceId, secret, ask, change, sync };
}

describe("changing a source", { timeout: 120_000 }, () => {
  it("names it, pauses it, gives it a schedule and other credentials, or leaves all as it was", async () => {
    const { runtime, fake, get, ask, change, sync, until, config, credentials, sourceId, secret, untilIdle } =
      await setUp();
    const { database, credentials: vault, sources: pool } = runtime.services;
    const kept = () => vault.read(database, { workspaceId: "default", sourceId });

    expect(await change({})).toMatchObject({ status: 400, error: { code: "invalid-request" } });
    expect(await change({ name: "" })).toMatchObject({ status: 400 });
    expect(await change({ name: "Birds", syncSchedule: { cron: "0 6 * * *" } })).toMatchObject({
      ...{ status: 200, source: { name: "Birds", status: "active", syncSchedule: { cron: "0 6 * * *" } } },
    });

    // Credentials that do not work change nothing, not even what was asked for with them.
    const refused = await change({ name: "Lost", paused: true, credentials: { token: "Planted-wrong-4c1d" } });
    expect(refused).toMatchObject({ status: 422, error: { code: "unauthorized" } });
    expect(JSON.stringify(refused)).not.toContain("Planted");
    expect(await change({ credentials: { tokn: "x" } })).toMatchObject({
      status: 422,
      error: { code: "invalid-config" },
    });
    expect(await kept()).toEqual(credentials);
    expect((await get<Answer>(`/v1/sources/${sourceId}`)).source).toMatchObject({ name: "Birds", status: "active" });
    const other = { token: fake.addToken({ login: "acme" }) };
    expect(await change({ credentials: other })).toMatchObject({ status: 200, source: { problem: null } });
    expect(await kept()).toEqual(other);
    await (await pool.open("default", sourceId)).validate();

    // While it is paused nothing but a person who resumes it has it synced.
    expect(await change({ paused: true })).toMatchObject({ status: 200, source: { status: "paused" } });
    expect(await sync()).toMatchObject({ status: 409, error: { code: "paused" } });
    for (const id of ["manual.sync.trigger", "source.connected"] as const) {
      const run = runWorkflow(runtime, id, { workspaceId: "default", sourceId, userId: "ada" });
      await expect(run, id).rejects.toThrow(`Source ${sourceId} is paused: resume it first`);
    }
    const again = await ask("POST", "/v1/sources", { kind: "github", config });
    expect(again).toMatchObject({ status: 200, source: { status: "paused", name: "Birds" } });
    const payload = { ref: "refs/heads/main", repository: { full_name: "acme/birds", default_branch: "main" } };
    const { headers, body } = signDelivery({ event: "push", payload, secret });
    const delivered = await createApp(runtime).fetch(
      new Request("http://console.test/webhooks/github", { method: "POST", headers, body: new Uint8Array(body) }),
    );
    expect(delivered.status).toBe(202);
    await untilIdle();
    const { deliveries } = await get<{ deliveries: { reason: string }[] }>("/v1/webhooks/deliveries");
    expect(deliveries).toMatchObject([{ state: "ignored", reason: "The source is paused." }]);
    expect(await get(`/v1/sources/${sourceId}/webhook`)).toMatchObject({
      ...{ secrets: [{ offered: false }], deliveries: { lastAt: expect.any(String), failed: 0 } },
    });
    expect((await get<{ jobs: object[] }>(`/v1/jobs?sourceId=${sourceId}`)).jobs).toEqual([]);

    expect(await change({ paused: false })).toMatchObject({ status: 200, source: { status: "active" } });
    expect((await sync()).status).toBe(202);
    await until("it is synced", async () => (await get<Answer>(`/v1/sources/${sourceId}`)).source?.lastSyncAt !== null);

    await ask("DELETE", `/v1/sources/${sourceId}`, {});
    expect(await change({ paused: true })).toMatchObject({ status: 409, error: { code: "disconnected" } });
  });
});
