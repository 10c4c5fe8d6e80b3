// A program of its own: says what the data folder's keys open, then rotates them and kills itself at a moment given as a
// number: 1 before the first workspace's transaction, 2 before it commits, 3 after, 4 before the second's, and so on.
import { join } from "node:path";
import { createCredentialVault, type Database, openDatabase } from "@tributary/database";
import { readEnv } from "../env/env.ts";
import { rotateKeys } from "../keys/rotate-keys.ts";
import { readSecretKeys } from "../keys/secret-key.ts";

const [home = "", killAt = "0", ...places] = process.argv.slice(2);
const env = readEnv({ TRIBUTARY_HOME: home });
const database = await openDatabase({ kind: "pglite", directory: join(home, "database") });
const keys = await readSecretKeys(env);
const vault = createCredentialVault(keys);
for (const place of places) {
  const [workspaceId = "", sourceId = ""] = place.split("/");
  const opened = await vault.read(database, { workspaceId, sourceId });
  process.stdout.write(`${keys.length} ${JSON.stringify(opened)}\n`);
}

let moment = 0;
function pass(): void {
  moment += 1;
  if (moment === Number(killAt)) process.kill(process.pid, "SIGKILL");
}
const killed: Database = {
  ...database,
  async transaction(work) {
    pass();
    const result = await database.transaction(async (transaction) => {
      const inner = await work(transaction);
      pass();
      return inner;
    });
    pass();
    return result;
  },
};
await rotateKeys(env, killed);
await database.close();
