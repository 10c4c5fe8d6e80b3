import { randomBytes } from "node:crypto";
import { expect, it } from "vitest";
import { sql } from "../drizzle.ts";
import { rowsOf } from "../query.ts";
import { sources } from "../sources.ts";
import { describeDatabases } from "../testing/test-databases.ts";
import { workspaces } from "../workspaces.ts";
import { createCredentialVault } from "./credential-vault.ts";

describeDatabases("the credential vault", (database) => {
  const connect = async (workspaceId: string, key: string) => {
    await workspaces.ensure(database(), { id: workspaceId, name: workspaceId });
    const { source } = await sources.connect(database(), { workspaceId, kind: "github", key, name: key, config: {} });
    return { workspaceId, sourceId: source.id };
  };

  it("keeps credentials sealed, for their source only", async () => {
    const vault = createCredentialVault([randomBytes(32)]);
    const [first, second] = [await connect("a", "one"), await connect("b", "two")];
    expect(await vault.read(database(), first)).toBeNull();
    await vault.store(database(), first, { token: "canary-1" });
    await vault.store(database(), second, { token: "canary-2" });
    await vault.store(database(), first, { token: "canary-3" });
    expect(await vault.read(database(), first)).toEqual({ token: "canary-3" });
    expect(await vault.read(database(), second)).toEqual({ token: "canary-2" });
    expect(await vault.read(database(), { ...first, workspaceId: "b" })).toBeNull();
    await expect(vault.store(database(), { ...first, workspaceId: "b" }, {})).rejects.toMatchObject({
      code: "not-found",
    });
    const rows = await rowsOf(database(), sql`SELECT credentials::text, data_keys::text FROM credentials, data_keys`);
    expect(JSON.stringify(rows)).not.toContain("canary");

    // A row put in another's place does not open.
    await rowsOf(
      database(),
      sql`UPDATE credentials SET sealed = (SELECT sealed FROM credentials WHERE source_id = ${second.sourceId})
        WHERE source_id = ${first.sourceId}`,
    );
    await expect(vault.read(database(), first)).rejects.toMatchObject({ code: "corrupt" });
  });

  it("opens with an old key until it is rotated, and with a wrong one never", async () => {
    const [old, current] = [randomBytes(32), randomBytes(32)];
    const place = await connect("c", "three");
    await createCredentialVault([old]).store(database(), place, { token: "kept" });
    const wrong = createCredentialVault([current]);
    await expect(wrong.read(database(), place)).rejects.toMatchObject({ code: "corrupt" });
    const both = createCredentialVault([current, old]);
    expect(await both.read(database(), place)).toEqual({ token: "kept" });
    await rowsOf(database(), sql`DELETE FROM data_keys WHERE workspace_id <> 'c'`);
    expect(await both.rotate(database())).toEqual({ workspaces: 1, values: 1, damaged: 0 });
    expect(await both.rotate(database())).toEqual({ workspaces: 0, values: 0, damaged: 0 });
    expect(await wrong.read(database(), place)).toEqual({ token: "kept" });
  });

  it("goes with its source, and cannot be opened once the workspace is gone", async () => {
    const vault = createCredentialVault([randomBytes(32)]);
    const place = await connect("d", "four");
    await vault.store(database(), place, { token: "gone" });
    await rowsOf(database(), sql`DELETE FROM workspaces WHERE id = 'd'`);
    const [left] = await rowsOf<{ n: number }>(
      database(),
      sql`SELECT count(*)::int AS n FROM credentials WHERE source_id = ${place.sourceId}`,
    );
    expect(left?.n).toBe(0);
    expect(await vault.read(database(), place)).toBeNull();
  });
});
