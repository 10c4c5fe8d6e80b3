import { expect, it } from "vitest";
import { createCredentialVault } from "../credentials/credential-vault.ts";
import { documents } from "../documents/documents.ts";
import { jobs, sources } from "../index.ts";
import { createScope, reference, storable } from "../testing/rows.ts";
import { describeDatabases } from "../testing/test-databases.ts";
import { alerts } from "./alerts.ts";
import { notificationPreferences } from "./notification-preferences.ts";
import { failedSyncs } from "./recovery.ts";
import { syncHealth } from "./sync-health.ts";

const hour = 3_600_000;

describeDatabases("alerts", (database) => {
  const wrong = { condition: "coverage-drop", severity: "error", summary: "Less", text: "Look." } as const;

  it("are opened once a condition and source, become worse, and are resolved", async () => {
    const { workspaceId, sourceId } = await createScope(database());
    const report = (claim: string, severity: "error" | "critical" = "error") =>
      alerts.report(database(), { ...wrong, workspaceId, sourceId, severity, claim });
    const opened = await report("first");
    expect(opened).toMatchObject({ news: "opened", alert: { state: "open", severity: "error", sourceId } });
    expect(await report("first"), "the same event again").toMatchObject({ news: "opened" });
    expect(await report("second")).toMatchObject({ news: null, alert: { id: opened.alert.id } });
    const elsewhere = await alerts.report(database(), { ...wrong, workspaceId, sourceId: null, claim: "first" });
    expect(elsewhere.news).toBe("opened");

    const { id } = opened.alert;
    const seen = await alerts.settle(database(), { workspaceId, id, state: "acknowledged" });
    expect(seen).toMatchObject({ changed: true, alert: { state: "acknowledged" } });
    expect(await report("third", "critical")).toMatchObject({
      news: "worse",
      alert: { state: "open", severity: "critical", acknowledgedAt: null },
    });
    expect(await report("fourth"), "never less severe").toMatchObject({ news: null, alert: { severity: "critical" } });
    expect(await alerts.list(database(), { workspaceId, state: "unresolved" })).toHaveLength(2);

    const cleared = await alerts.clear(database(), { ...wrong, workspaceId, sourceId });
    expect(cleared).toMatchObject({ id, state: "resolved", resolvedBy: "monitor" });
    expect(await alerts.clear(database(), { ...wrong, workspaceId, sourceId })).toBeNull();
    expect(await alerts.settle(database(), { workspaceId, id, state: "resolved" })).toMatchObject({ changed: false });
    expect((await report("fifth")).alert.id).not.toBe(id);
    expect(await alerts.list(database(), { workspaceId, state: "resolved" })).toMatchObject([{ id }]);
  });

  it("are nobody else's", async () => {
    const { workspaceId, sourceId } = await createScope(database());
    const other = await createScope(database());
    const { alert } = await alerts.report(database(), { ...wrong, workspaceId, sourceId, claim: "c" });
    const settled = { workspaceId: other.workspaceId, id: alert.id, state: "resolved" } as const;
    expect(await alerts.settle(database(), settled)).toBeNull();
    expect(await alerts.get(database(), workspaceId, alert.id)).toEqual(alert);
    expect(await alerts.get(database(), other.workspaceId, alert.id)).toBeNull();
    expect(await alerts.list(database(), { workspaceId: other.workspaceId })).toEqual([]);
    expect(await alerts.clear(database(), { ...wrong, workspaceId: other.workspaceId, sourceId })).toBeNull();
  });

  it("say how the syncs of a workspace are doing", async () => {
    const { workspaceId, sourceId, jobId } = await createScope(database());
    const [before] = await syncHealth.read(database(), workspaceId);
    expect(before).toMatchObject({ sourceId, status: "active", ended: 0, coverage: null, schedule: null });
    expect(Date.now() - (before?.runningSince ?? 0)).toBeLessThan(hour);
    const scope = { workspaceId, sourceId, jobId };
    const failed = [{ id: "f", type: "file", version: "v1", reference: reference("f"), problem: oops }];
    await documents.storeFetched(database(), { ...scope, documents: [storable("a")], skipped: [], failed });
    await jobs.finish(database(), { workspaceId, jobId, status: "failed", problem: oops });
    await syncHealth.recordCoverage(database(), { workspaceId, records: [{ sourceId, searchable: 7 }] });
    await syncHealth.recordCoverage(database(), { workspaceId: "another", records: [{ sourceId, searchable: 8 }] });
    const [after] = await syncHealth.read(database(), workspaceId);
    expect(after).toMatchObject({ status: "failing", runningSince: null, ended: 1, failed: 1 });
    expect(after?.documents).toEqual({ searchable: 0, failed: 1, total: 2 });
    expect(after?.coverage?.searchable).toBe(7);
    // A person who resolves a drop takes what there is now for what is to be expected.
    const { alert } = await alerts.report(database(), { ...wrong, workspaceId, sourceId, claim: "c" });
    await alerts.settle(database(), { workspaceId, id: alert.id, state: "resolved" });
    expect((await syncHealth.read(database(), workspaceId))[0]?.coverage).toBeNull();
    await sources.archive(database(), workspaceId, sourceId);
    expect(await syncHealth.read(database(), workspaceId)).toEqual([]);
  });

  it("know a failed sync until another is asked for, or its source is left alone", async () => {
    const scope = await createScope(database());
    const { workspaceId, sourceId } = scope;
    expect(await failedSyncs.get(database(), scope), "it runs").toBeNull();
    await jobs.finish(database(), { ...scope, status: "failed", problem: oops });
    expect(await failedSyncs.get(database(), scope)).toMatchObject({ mode: "full", changes: null, kind: "git" });
    expect(await failedSyncs.get(database(), { ...scope, workspaceId: "another" })).toBeNull();
    const advice = { code: "unauthorized", message: "Give it a new token." };
    expect(await failedSyncs.markSource(database(), scope, advice)).toBe(true);
    expect(await sources.get(database(), workspaceId, sourceId)).toMatchObject({ status: "failing", problem: advice });
    await sources.setPaused(database(), workspaceId, sourceId, true);
    expect(await failedSyncs.get(database(), scope)).toBeNull();
    await sources.setPaused(database(), workspaceId, sourceId, false);
    await jobs.request(database(), { workspaceId, sourceId, mode: "incremental", trigger: "test" });
    expect(await failedSyncs.get(database(), scope)).toBeNull();
    expect(await failedSyncs.markSource(database(), scope, advice)).toBe(false);
  });
});

describeDatabases("notification preferences", (database) => {
  const vault = createCredentialVault([new Uint8Array(32).fill(7)]);
  const url = "https://hooks.slack.com/services/T0/B0/planted";

  it("change what is given, and keep the webhook's address sealed", async () => {
    const { workspaceId } = await createScope(database());
    expect(await notificationPreferences.get(database(), workspaceId)).toMatchObject({ emails: [], slack: false });
    const set = (changes: object) => notificationPreferences.set(database(), vault, workspaceId, changes);
    expect(await set({ emails: ["a@example.com", "a@example.com"] })).toMatchObject({ emails: ["a@example.com"] });
    expect(await set({ slackWebhookUrl: url })).toMatchObject({ emails: ["a@example.com"], slack: true });
    const rows = await database().orm.execute("SELECT row_to_json(n)::text AS text FROM notification_preferences n");
    expect(JSON.stringify(rows.rows)).not.toContain("planted");
    expect(await notificationPreferences.readSlackWebhook(database(), vault, workspaceId)).toBe(url);
    await notificationPreferences.noteOutcome(database(), workspaceId, "slack", oops);
    expect(await set({ topics: ["alert"] })).toMatchObject({ topics: ["alert"], problems: { slack: oops } });
    expect(await set({ slackWebhookUrl: null })).toMatchObject({ slack: false, problems: { slack: null } });
    expect(await notificationPreferences.readSlackWebhook(database(), vault, workspaceId)).toBeNull();
  });

  it("open only in the workspace they were sealed for", async () => {
    const { workspaceId } = await createScope(database());
    const other = await createScope(database());
    await notificationPreferences.set(database(), vault, workspaceId, { slackWebhookUrl: url });
    await notificationPreferences.set(database(), vault, other.workspaceId, { slackWebhookUrl: url });
    await database().orm.execute(
      `UPDATE notification_preferences SET slack_webhook = (SELECT slack_webhook FROM notification_preferences
        WHERE workspace_id = '${workspaceId}') WHERE workspace_id = '${other.workspaceId}'`,
    );
    await expect(notificationPreferences.readSlackWebhook(database(), vault, other.workspaceId)).rejects.toMatchObject({
      code: "corrupt",
    });
  });
});

const oops = { code: "unavailable", message: "It did not answer." };
