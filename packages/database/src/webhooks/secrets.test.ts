import { randomBytes } from "node:crypto";
import { expect, it } from "vitest";
import { createCredentialVault } from "../credentials/credential-vault.ts";
import { sql } from "../drizzle.ts";
import { rowsOf } from "../query.ts";
import { webhookSecrets as table } from "../schema/webhook-tables.ts";
import { sources } from "../sources.ts";
import { createScope } from "../testing/rows.ts";
import { describeDatabases } from "../testing/test-databases.ts";
import { webhookSecrets } from "./secrets.ts";

describeDatabases("webhook secrets", (database) => {
  const vault = createCredentialVault([randomBytes(32)]);
  const receiversOf = async (sourceId: string) => {
    const all = await webhookSecrets.receivers(database(), vault, { kind: "git" });
    return all.filter((receiver) => receiver.sourceId === sourceId);
  };

  it("are sealed, several a source, and shown only when a provider made them", async () => {
    const { workspaceId, sourceId } = await createScope(database());
    const place = { workspaceId, sourceId };
    expect(await receiversOf(sourceId)).toEqual([]);
    const asked = await webhookSecrets.receivers(database(), vault, { kind: "git", sourceId });
    expect(asked).toMatchObject([{ workspaceId, secrets: [] }]);
    const first = await webhookSecrets.add(database(), vault, { ...place, secret: "first-secret" });
    expect(first).toMatchObject({ offered: false, secret: null });
    await webhookSecrets.add(database(), vault, { ...place, secret: "second-secret", offered: true });
    expect(await receiversOf(sourceId)).toMatchObject([{ kind: "git", secrets: ["first-secret", "second-secret"] }]);
    const listed = await webhookSecrets.list(database(), vault, place);
    expect(listed.map(({ secret }) => secret)).toEqual([null, "second-secret"]);
    const rows = await rowsOf(database(), sql`SELECT sealed FROM ${table}`);
    expect(JSON.stringify(rows)).not.toMatch(/(first|second)-secret/);

    expect(await webhookSecrets.remove(database(), { ...place, workspaceId: "other" }, first.id)).toBe(false);
    expect(await webhookSecrets.remove(database(), place, first.id)).toBe(true);
    expect(await receiversOf(sourceId)).toMatchObject([{ secrets: ["second-secret"] }]);
    await sources.archive(database(), workspaceId, sourceId);
    expect(await receiversOf(sourceId)).toEqual([]);
  });

  it("are at most five, of a source that is there, and open in no other place", async () => {
    const { workspaceId, sourceId } = await createScope(database());
    const add = (n: number, owner = sourceId) =>
      webhookSecrets.add(database(), vault, { workspaceId, sourceId: owner, secret: `secret-${n}` });
    for (let n = 0; n < 5; n += 1) await add(n);
    await expect(add(5)).rejects.toMatchObject({ code: "constraint" });
    await expect(add(0, "src_none")).rejects.toMatchObject({ code: "not-found" });
    await rowsOf(
      database(),
      sql`UPDATE ${table} SET sealed = (SELECT max(sealed) FROM ${table} WHERE source_id = ${sourceId})
          WHERE source_id = ${sourceId}`,
    );
    expect(await receiversOf(sourceId)).toMatchObject([{ secrets: [expect.stringMatching(/^secret-/)], damaged: 4 }]);
  });
});
