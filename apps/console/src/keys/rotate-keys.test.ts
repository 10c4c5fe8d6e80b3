import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { createCredentialVault, openDatabase, sources, webhookSecrets, workspaces } from "@tributary/database";
import { describe, expect, it } from "vitest";
import { readEnv } from "../env/env.ts";
import { prepareHome } from "../testing/prepared-home.ts";
import { temporaryFolder } from "../testing/repository.ts";
import { rotateKeys } from "./rotate-keys.ts";
import { readSecretKeys } from "./secret-key.ts";

const program = join(import.meta.dirname, "../testing/rotate-keys-program.ts");

/** A data folder with credentials and webhook secrets in two workspaces. */
async function createFilledHome() {
  const home = temporaryFolder();
  await prepareHome(home);
  const env = readEnv({ TRIBUTARY_HOME: home });
  const keys = await readSecretKeys(env);
  const vault = createCredentialVault(keys);
  const open = () => openDatabase({ kind: "pglite", directory: join(home, "database") });
  const database = await open();
  const places = [];
  for (const workspaceId of ["one", "two"]) {
    await workspaces.ensure(database, { id: workspaceId, name: workspaceId });
    const source = { workspaceId, kind: "github", key: "k", name: "n", config: {} };
    const sourceId = (await sources.connect(database, source)).source.id;
    await vault.store(database, { workspaceId, sourceId }, { token: `of ${workspaceId}` });
    await webhookSecrets.add(database, vault, { workspaceId, sourceId, secret: `secret of ${workspaceId}` });
    places.push({ workspaceId, sourceId });
  }
  await database.close();
  return { home, env, keys, open, places };
}

describe("rotating the key", { timeout: 240_000 }, () => {
  it("leaves everything readable wherever it is killed, and goes on from there", async () => {
    const { home, env, keys, open, places } = await createFilledHome();
    const names = places.map(({ workspaceId, sourceId }) => `${workspaceId}/${sourceId}`);
    /** Runs it, killed at a moment; returns how many keys the folder had before. */
    const run = (killAt: number) => {
      const { signal, stdout, stderr } = spawnSync(process.execPath, [program, home, String(killAt), ...names], {
        encoding: "utf8",
        env: { PATH: process.env.PATH ?? "" },
      });
      const lines = stdout.trim().split("\n");
      expect(
        lines.map((line) => line.slice(2)),
        stderr,
      ).toEqual(['{"token":"of one"}', '{"token":"of two"}']);
      expect(signal).toBe("SIGKILL");
      return Number(lines[0]?.[0]);
    };
    // While the first workspace is sealed anew, then after it.
    expect(run(2)).toBe(1);
    expect(run(3)).toBe(2);
    expect(await readSecretKeys(env)).toHaveLength(2);
    const database = await open();
    expect(await rotateKeys(env, database)).toEqual({ workspaces: 1, values: 2, damaged: 0, oldKeys: "removed" });

    const current = await readSecretKeys(env);
    expect(current).toHaveLength(1);
    expect(current[0]).not.toEqual(keys[0]);
    const [place = { workspaceId: "", sourceId: "" }] = places;
    await expect(createCredentialVault(keys).read(database, place)).rejects.toMatchObject({ code: "corrupt" });
    const vault = createCredentialVault(current);
    const [receiver] = await webhookSecrets.receivers(database, vault, { kind: "github", sourceId: place.sourceId });
    expect(receiver).toMatchObject({ secrets: ["secret of one"], damaged: 0 });

    // A key of one's own takes over from the folder's, and one alone cannot be rotated.
    const own = Buffer.alloc(32, 7).toString("base64");
    const folders = Buffer.from(current[0] ?? "").toString("base64");
    const configured = (value: string) => readEnv({ TRIBUTARY_HOME: home, TRIBUTARY_ENCRYPTION_KEY: value });
    expect(await rotateKeys(configured(`${own},${folders}`), database)).toEqual({
      ...{ workspaces: 2, values: 4, damaged: 0, oldKeys: "configured" },
    });
    await expect(rotateKeys(configured(own), database)).rejects.toMatchObject({ code: "invalid-request" });
    const ownVault = createCredentialVault(configured(own).secretKeys ?? []);
    expect(await ownVault.read(database, place)).toEqual({ token: "of one" });
    await database.close();
  });
});
