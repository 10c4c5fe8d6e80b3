import { apiKeys, jobs, sources, workspaces } from "@tributary/database";
import type { Alert, NotificationPreferences } from "@tributary/validation";
import { startDatadogFake } from "@tributary/vendor-datadog/testing";
import { startPagerDutyFake } from "@tributary/vendor-pagerduty/testing";
import { startSlackWebhooksFake } from "@tributary/vendor-slack/testing";
import { startSmtpServer } from "@tributary/vendor-smtp/testing";
import { describe, expect, it, onTestFinished } from "vitest";
import { alertHandler } from "../inngest/functions/maintenance/alert-handler.ts";
import { monitorSyncHealth } from "../inngest/functions/maintenance/monitor-sync-health.ts";
import { notificationSender } from "../inngest/functions/maintenance/notification-sender.ts";
import type { WorkflowContext } from "../inngest/workflow.ts";
import { createTestClient } from "../testing/runtime.ts";
import { createVirtualConsole } from "../testing/virtual-workflows.ts";

const routingKey = "0123456789abcdef0123456789abcdef";
const minute = 60_000;

const functions = (context: WorkflowContext) => [
  monitorSyncHealth(context),
  alertHandler(context),
  notificationSender(context),
];

async function setUp() {
  const smtp = await startSmtpServer();
  const slack = await startSlackWebhooksFake();
  const datadog = await startDatadogFake({ apiKey: "planted-datadog" });
  const pagerDuty = await startPagerDutyFake({ routingKey });
  for (const { close } of [smtp, slack, datadog, pagerDuty]) onTestFinished(() => close());
  const variables = {
    ...{ SMTP_URL: smtp.url, SMTP_FROM: "tributary@example.com", SLACK_WEBHOOK_ORIGINS: slack.url },
    ...{ DATADOG_API_KEY: "planted-datadog", DATADOG_BASE_URL: datadog.url },
    ...{ PAGERDUTY_ROUTING_KEY: routingKey, PAGERDUTY_BASE_URL: pagerDuty.url },
    TRIBUTARY_PUBLIC_URL: "https://tributary.example",
  };
  const console = await createVirtualConsole({ variables, functions });
  const { send } = createTestClient(console.runtime);
  const call = async (method: string, path: string, body?: unknown, key?: string) => {
    const headers = { "content-type": "application/json" };
    const init = { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }), ...(key && { key }) };
    const response = await send(path, init);
    return { status: response.status, text: await response.text() };
  };
  const listAlerts = async (query = "") => {
    const { text } = await call("GET", `/v1/alerts${query}`);
    return (JSON.parse(text) as { alerts: Alert[] }).alerts;
  };
  const { database } = console.services;
  const sql = (statement: string) => database.orm.execute(statement);
  /** A source with so many documents that can be found. */
  const connect = async (key: string, searchable: number) => {
    const place = { workspaceId: "default", kind: "git", key, name: key, config: { path: "/" } };
    const { source } = await sources.connect(database, place);
    await addDocuments(source.id, searchable);
    return source.id;
  };
  const addDocuments = (sourceId: string, count: number) =>
    sql(`INSERT INTO documents (workspace_id, id, source_id, source, type, title, format, version, reference, status)
      SELECT 'default', '${sourceId}:' || n, '${sourceId}', 'git', 'file', 'a', 'text', 'v1', '{}', 'searchable'
      FROM generate_series(1, ${count}) AS n ON CONFLICT DO NOTHING`);
  return { smtp, slack, datadog, pagerDuty, call, listAlerts, sql, connect, addDocuments, ...console };
}

describe("alerts", { timeout: 120_000 }, () => {
  it("are raised once, passed on, acknowledged, and resolved when they are over", async () => {
    const given = await setUp();
    const { smtp, slack, datadog, pagerDuty, call, listAlerts, sql, connect, addDocuments } = given;
    const { invoke, send, advance, outcomes } = given;
    const { database } = given.services;
    await call("PUT", "/v1/notification-preferences", { emails: ["ada@example.com"] });
    const birds = await connect("acme/birds", 40);
    const fish = await connect("acme/fish", 3);
    await invoke("monitor.sync.health");
    expect(await listAlerts()).toEqual([]);

    // Most of a source vanishes, and a sync of another does not end. PagerDuty is asked too much of at that moment.
    await sql(`DELETE FROM documents WHERE source_id = '${birds}' AND id > '${birds}:2'`);
    await jobs.start(database, { workspaceId: "default", sourceId: fish, claim: "c", mode: "full", trigger: "test" });
    await sql(`UPDATE jobs SET started_at = now() - interval '61 minutes'`);
    pagerDuty.fail({ status: 429, headers: { "retry-after": "1800" } });
    await invoke("monitor.sync.health");
    expect(pagerDuty.alerts).toEqual([]);
    expect(datadog.events).toHaveLength(2);
    await advance(30 * minute);
    const open = await listAlerts("?state=open");
    expect(open.map(({ condition, sourceId, severity }) => ({ condition, sourceId, severity }))).toEqual(
      expect.arrayContaining([
        { condition: "coverage-drop", sourceId: birds, severity: "critical" },
        { condition: "sync-stuck", sourceId: fish, severity: "warning" },
      ]),
    );
    expect(pagerDuty.alerts).toMatchObject([
      { state: "triggered", severity: "critical", dedupKey: `tributary:default:coverage-drop:${birds}` },
    ]);
    const event = datadog.events.find(({ alert_type: type }) => type === "error");
    expect(event).toMatchObject({ title: expect.stringContaining("acme/birds"), priority: "normal" });
    expect(event?.tags).toContain("condition:coverage-drop");
    expect(event?.text).toContain("https://tributary.example/alerts");
    expect(smtp.emails).toHaveLength(2);

    // The next looks say nothing new, an hour later either: what is expected is not lowered.
    await sql(`UPDATE coverage_records SET recorded_at = now() - interval '2 hours'`);
    for (let look = 0; look < 2; look++) await invoke("monitor.sync.health");
    expect([datadog.events.length, smtp.emails.length, pagerDuty.alerts[0]?.triggers]).toEqual([2, 2, 1]);

    const drop = open.find(({ condition }) => condition === "coverage-drop");
    expect((await call("POST", `/v1/alerts/${drop?.id}/acknowledge`)).text).toContain('"state":"acknowledged"');
    await advance(1_000);
    expect(pagerDuty.alerts[0]?.state).toBe("acknowledged");
    await addDocuments(birds, 40);
    await jobs.cancel(database, "default", (await jobs.list(database, { workspaceId: "default" }))[0]?.id ?? "");
    await invoke("monitor.sync.health");
    await advance(1_000);
    expect(await listAlerts("?state=unresolved")).toEqual([]);
    expect(await listAlerts("?state=resolved")).toMatchObject([{ resolvedBy: "monitor" }, { resolvedBy: "monitor" }]);
    expect(pagerDuty.alerts[0]?.state).toBe("resolved");
    expect(datadog.events.filter(({ alert_type: type }) => type === "success")).toHaveLength(2);

    // What was deleted on purpose a person declares to be right, and it stays so.
    await sql(`DELETE FROM documents WHERE source_id = '${birds}' AND id > '${birds}:2'`);
    await invoke("monitor.sync.health");
    const [again] = await listAlerts("?state=open");
    expect((await call("POST", `/v1/alerts/${again?.id}/resolve`)).text).toContain('"resolvedBy":"person"');
    await invoke("monitor.sync.health");
    await advance(1_000);
    expect(await listAlerts("?state=open")).toEqual([]);
    expect(pagerDuty.alerts.map(({ state }) => state)).toEqual(["resolved", "resolved"]);
    expect(datadog.requests.every(({ status }) => status === 202)).toBe(true);

    // One system does not answer, and neither does one channel: the others are told all the same.
    const channel = slack.addChannel("sync");
    const everywhere = { slackWebhookUrl: channel.address, topics: ["alert"] };
    await call("PUT", "/v1/notification-preferences", everywhere);
    const mailed = smtp.emails.length;
    datadog.fail({ status: 403, text: '{"errors":["Forbidden"]}' });
    smtp.fail({ status: 451, message: "4.7.1 Greylisted" });
    slack.removeChannel("sync");
    const alert = { workspaceId: "default", condition: "sync-failed", sourceId: birds, severity: "critical" };
    const words = { summary: "x".repeat(200), text: "<!channel> y".repeat(290) };
    await send("alert.send", { ...alert, ...words }, "once");
    await advance(20 * minute);
    const [opened] = outcomes("alert.handler").slice(-1);
    expect(opened?.output).toMatchObject({ outcome: "opened", datadog: "failed", pagerduty: "sent" });
    expect(pagerDuty.alerts).toHaveLength(3);
    expect(smtp.emails).toHaveLength(mailed + 1);
    expect(outcomes("notification.sender").at(-1)?.output).toEqual({ email: "sent", slack: "failed" });
    const { text } = await call("GET", "/v1/notification-preferences");
    const shown = JSON.parse(text) as NotificationPreferences;
    expect(shown).toMatchObject({ email: { ready: true, problem: null }, slack: { problem: { code: "not-found" } } });
    expect(text).not.toContain("/services/");

    // Another topic is not wanted; the engine knows the same event as the same.
    await send("notification.send", { workspaceId: "default", topic: "report-ready", subject: "s", text: "t" });
    await send("alert.send", { ...alert, ...words }, "once");
    expect(outcomes("notification.sender").at(-1)?.output).toEqual({ email: "off", slack: "off" });
    expect(pagerDuty.alerts.at(-1)?.triggers).toBe(1);

    // Addresses that are not Slack's are refused, whoever asks; another workspace sees nothing of this one.
    for (const slackWebhookUrl of ["https://example.com/services/T/B/x", "http://169.254.169.254/", "gopher://x"]) {
      const refused = await call("PUT", "/v1/notification-preferences", { slackWebhookUrl });
      expect(refused).toMatchObject({ status: 422, text: expect.stringContaining("hooks.slack.com") });
    }
    await workspaces.ensure(database, { id: "other", name: "Other" });
    const { key } = await apiKeys.create(database, { workspaceId: "other", name: "test" });
    expect((await call("POST", `/v1/alerts/${again?.id}/resolve`, undefined, key)).status).toBe(404);
    expect((await call("GET", "/v1/alerts", undefined, key)).text).toBe('{"alerts":[]}');
    expect((await call("GET", "/v1/notification-preferences", undefined, key)).text).not.toContain("ada@");
    expect((await call("POST", "/v1/notification-preferences/test")).status).toBe(202);
    await advance(1_000);
    expect(smtp.emails.at(-1)?.raw).toContain("Notifications arrive");
  });
});
