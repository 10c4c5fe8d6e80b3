import { randomUUID } from "node:crypto";
import { activityLog, type Database, workspaces } from "@tributary/database";

/** Writes what the owner of the machine did into the audit trail of every workspace, where no engine runs that would. */
export async function noteActivity(database: Database, action: string): Promise<void> {
  const at = new Date().toISOString();
  const entry = { actor: "local", action, subject: "", details: {}, at };
  for (const { id: workspaceId } of await workspaces.list(database)) {
    await activityLog.record(database, { ...entry, workspaceId, id: `act_${randomUUID()}` });
  }
}
