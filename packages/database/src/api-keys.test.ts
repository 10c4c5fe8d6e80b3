import { expect, it } from "vitest";
import { apiKeys } from "./api-keys.ts";
import { sql } from "./drizzle.ts";
import { rowsOf } from "./query.ts";
import { describeDatabases } from "./testing/test-databases.ts";
import { workspaces } from "./workspaces.ts";

describeDatabases("API keys", (database) => {
  it("are found by the key, which is shown once and never stored", async () => {
    await workspaces.ensure(database(), { id: "keys", name: "Keys" });
    const { id, key } = await apiKeys.create(database(), { workspaceId: "keys", name: "laptop" });
    expect(key).toMatch(/^trib_[0-9A-Za-z]{43}$/);
    expect(await apiKeys.find(database(), key)).toEqual({
      ...{ id, workspaceId: "keys", name: "laptop", prefix: key.slice(0, 9) },
    });
    expect(await apiKeys.find(database(), `${key.slice(0, -1)}${key.endsWith("0") ? "1" : "0"}`)).toBeNull();
    const [stored] = await rowsOf<{ row: string }>(
      database(),
      sql`SELECT api_keys::text AS row FROM api_keys WHERE id = ${id}`,
    );
    expect(stored?.row).not.toContain(key.slice(9));
  });

  it.each(["", "trib_", "trib_short", `trib_${"x".repeat(44)}`, "x".repeat(48), `trib_${"\0".repeat(43)}`])(
    "does not find %j",
    async (key) => {
      expect(await apiKeys.find(database(), key)).toBeNull();
    },
  );

  it("are useless once revoked, by their own workspace only", async () => {
    await workspaces.ensure(database(), { id: "mine", name: "Mine" });
    const { id, key } = await apiKeys.create(database(), { workspaceId: "mine", name: "ci" });
    expect(await apiKeys.revoke(database(), "other", id)).toBe(false);
    expect(await apiKeys.find(database(), key)).not.toBeNull();
    expect(await apiKeys.revoke(database(), "mine", id)).toBe(true);
    expect(await apiKeys.revoke(database(), "mine", id)).toBe(false);
    expect(await apiKeys.find(database(), key)).toBeNull();
    expect(await apiKeys.list(database(), "other")).toEqual([]);
    expect(await apiKeys.list(database(), "mine")).toMatchObject([
      { id, name: "ci", prefix: key.slice(0, 9), revokedAt: expect.any(Date), lastUsedAt: expect.any(Date) },
    ]);
  });

  it("note their use at most once a minute", async () => {
    await workspaces.ensure(database(), { id: "used", name: "Used" });
    const { id, key } = await apiKeys.create(database(), { workspaceId: "used", name: "k" });
    const setUsed = (ago: string) =>
      rowsOf(database(), sql`UPDATE api_keys SET last_used_at = now() - ${ago}::interval WHERE id = ${id}`);
    const lastUsed = async () => (await apiKeys.list(database(), "used"))[0]?.lastUsedAt?.getTime() ?? 0;

    await setUsed("50 seconds");
    const recent = await lastUsed();
    await apiKeys.find(database(), key);
    expect(await lastUsed()).toBe(recent);
    await setUsed("70 seconds");
    const old = await lastUsed();
    await apiKeys.find(database(), key);
    expect(await lastUsed()).toBeGreaterThan(old + 60_000);
  });

  it("need a workspace that exists", async () => {
    const creating = apiKeys.create(database(), { workspaceId: "nobody", name: "k" });
    await expect(creating).rejects.toMatchObject({ name: "DatabaseError", code: "constraint", retryable: false });
  });
});
