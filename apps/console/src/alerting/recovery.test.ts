import { jobs, sources } from "@tributary/database";
import { createFakeGitHub } from "@tributary/source-github/testing";
import type { Alert } from "@tributary/validation";
import { startSlackWebhooksFake } from "@tributary/vendor-slack/testing";
import { startSmtpServer } from "@tributary/vendor-smtp/testing";
import { describe, expect, it, onTestFinished } from "vitest";
import { alertHandler } from "../inngest/functions/maintenance/alert-handler.ts";
import { documentsDelete } from "../inngest/functions/maintenance/documents-delete.ts";
import { errorRecovery } from "../inngest/functions/maintenance/error-recovery.ts";
import { notificationSender } from "../inngest/functions/maintenance/notification-sender.ts";
import { ensureStore } from "../inngest/functions/orchestration/ensure-store.ts";
import { syncOrchestrator } from "../inngest/functions/orchestration/sync-orchestrator.ts";
import { embeddingsGenerator } from "../inngest/functions/processing/embeddings-generator.ts";
import { filesBatchProcessor } from "../inngest/functions/processing/files-batch-processor.ts";
import { githubSyncHandler } from "../inngest/functions/sources/github-sync-handler.ts";
import type { WorkflowContext } from "../inngest/workflow.ts";
import { createTestClient } from "../testing/runtime.ts";
import { createVirtualConsole } from "../testing/virtual-workflows.ts";

const minute = 60_000;
const hour = 60 * minute;

const functions = (context: WorkflowContext) => [
  ...[syncOrchestrator, ensureStore, githubSyncHandler, filesBatchProcessor].map((make) => make(context)),
  ...[embeddingsGenerator, documentsDelete].map((make) => make(context)),
  ...[errorRecovery, alertHandler, notificationSender].map((make) => make(context)),
];

async function setUp() {
  const fake = await createFakeGitHub();
  onTestFinished(() => fake.close());
  const smtp = await startSmtpServer({ password: "word" });
  onTestFinished(() => smtp.close());
  const slack = await startSlackWebhooksFake();
  onTestFinished(() => slack.close());
  const variables = {
    ...{ SMTP_URL: smtp.url, SMTP_FROM: "Tributary <tributary@example.com>", SLACK_WEBHOOK_ORIGINS: slack.url },
    TRIBUTARY_PUBLIC_URL: "https://tributary.example/",
  };
  const console = await createVirtualConsole({ variables, functions });
  const { send } = createTestClient(console.runtime);
  const call = async <Body>(method: string, path: string, body?: unknown) => {
    const headers = { "content-type": "application/json" };
    const init = { method, ...(body !== undefined && { headers, body: JSON.stringify(body) }) };
    return (await (await send(path, init)).json()) as Body;
  };
  const { database, credentials } = console.services;
  let repositories = 0;
  /** A source that was never synced, over a repository of its own. */
  const connect = async (files = 1) => {
    const name = `acme/birds-${repositories++}`;
    const repository = await fake.createRepository(name);
    const paths = Array.from({ length: files }, (_, n) => [`notes/${n}.md`, `# Bird ${n}\n`]);
    await repository.commit(Object.fromEntries(paths));
    const config = { repository: name, baseUrl: fake.url };
    const { source } = await sources.connect(database, {
      workspaceId: "default",
      kind: "github",
      key: name,
      name,
      config,
    });
    const scope = { workspaceId: "default", sourceId: source.id };
    await credentials.store(database, scope, { token: fake.addToken() });
    const request = (extra: object = {}) => console.send("sync.requested", { ...scope, mode: "full", ...extra });
    const ofSource = async (name: string) =>
      (await console.sent(name)).map(({ data }) => data).filter(({ sourceId }) => sourceId === source.id);
    const all = () => jobs.list(database, scope);
    /** A sync that failed some attempts ago. */
    const fail = async (attempt: number) => {
      const problem = { code: "unavailable", message: "GitHub did not answer." };
      const started = { ...scope, claim: "test", mode: "full" as const, trigger: "test" };
      const { job } = await jobs.start(database, started);
      await jobs.finish(database, { workspaceId: "default", jobId: job.id, status: "failed", problem });
      await console.send("sync.failed", { ...scope, jobId: job.id, problem, attempt });
    };
    return { ...scope, name, request, ofSource, all, fail };
  };
  return { fake, smtp, slack, call, connect, ...console };
}

describe("a sync that fails", { timeout: 120_000 }, () => {
  it("is mended by what its code says, until somebody has to act or nothing helps", async () => {
    const { fake, smtp, slack, call, connect, advance, send, services, outcomes } = await setUp();
    const { database } = services;
    const channel = slack.addChannel("sync");
    const preferences = { emails: ["ada@example.com"], slackWebhookUrl: channel.address };
    expect(await call("PUT", "/v1/notification-preferences", preferences)).toMatchObject({
      email: { ready: true, problem: null },
      slack: { ready: true, problem: null },
    });

    // A provider that names its time is waited for, and then asked for less at a time.
    const limited = await connect(25);
    const lift = fake.inject({ fault: { type: "secondary-limit", retryAfter: 1_800 }, times: 1_000 });
    await limited.request();
    await advance(2.5 * hour);
    const [failed] = await limited.ofSource("sync.failed");
    expect(failed).toMatchObject({ attempt: 0, problem: { code: "rate-limited" } });
    const { retryAfterMs } = (failed?.problem ?? {}) as { retryAfterMs?: number };
    expect(retryAfterMs).toBeGreaterThan(1_700_000);
    expect(retryAfterMs).toBeLessThanOrEqual(1_800_000);
    lift();
    // What is known of a token's limit goes by the real clock: another token is under no limit.
    await services.credentials.store(database, limited, { token: fake.addToken() });
    await advance(hour);
    expect(await limited.ofSource("sync.requested")).toMatchObject([{}, { attempt: 1, batchSize: 10, mode: "full" }]);
    const [mended] = await limited.all();
    expect(mended).toMatchObject({ status: "completed", trigger: expect.stringContaining("recovery:") });
    const sizes = await database.orm.execute(
      `SELECT size FROM job_batches WHERE job_id = '${mended?.id}' AND kind = 'fetch' ORDER BY size`,
    );
    expect(sizes.rows).toEqual([{ size: 5 }, { size: 10 }, { size: 10 }]);
    await advance(hour);
    expect(await limited.all()).toHaveLength(2);

    // Credentials that are refused: no attempt, the source says what to do, and people are told once.
    const refused = await connect();
    await services.credentials.store(database, refused, { token: "ghp_planted" });
    for (let round = 0; round < 2; round++) {
      await refused.request();
      await advance(hour);
    }
    expect(await refused.all()).toHaveLength(2);
    const shown = await sources.get(database, "default", refused.sourceId);
    expect(shown).toMatchObject({ status: "failing", problem: { code: "unauthorized" } });
    expect(shown?.problem?.message).toContain("Give it credentials that work.");
    const { alerts } = await call<{ alerts: Alert[] }>("GET", "/v1/alerts?state=open");
    expect(alerts).toMatchObject([{ condition: "source-attention", sourceId: refused.sourceId }]);
    expect(smtp.emails).toHaveLength(1);
    const [email] = smtp.emails;
    expect(email?.to).toEqual(["ada@example.com"]);
    const mail = email?.raw.replaceAll("=\r\n", "") ?? "";
    expect(mail).toContain(`Subject: [Tributary] ${refused.name} cannot be synced`);
    expect(mail).toContain("Give it credentials that work.");
    expect(mail).toContain(`https://tributary.example/alerts/${alerts[0]?.id}`);
    expect(channel.messages).toHaveLength(1);
    expect(`${mail}${channel.messages}`).not.toContain("ghp_planted");

    // A provider that stays away: after the fifth attempt it is given up, and people are told.
    const away = await connect();
    const back = fake.inject({ fault: { type: "secondary-limit", retryAfter: 1_800 }, times: 1_000 });
    await away.fail(4);
    for (let n = 0; n < 4 && (await away.ofSource("sync.failed")).length < 2; n++) await advance(hour);
    back();
    await advance(minute);
    expect((await away.ofSource("sync.failed")).map(({ attempt }) => attempt)).toEqual([4, 5]);
    const ends = outcomes("error.recovery").map((run) => (run?.output as { outcome: string } | null)?.outcome);
    expect(ends.slice(-2)).toEqual(["retried", "given-up"]);
    expect(smtp.emails.at(-1)?.raw).toContain("failed for good");

    // What a person asks for meanwhile takes the place of the recovery, and so does a disconnection.
    const taken = await connect();
    await taken.fail(0);
    await jobs.request(database, { ...taken, mode: "full", trigger: "user:ada" });
    const left = await connect();
    await left.fail(0);
    await send("source.disconnected", { workspaceId: "default", sourceId: left.sourceId, reason: "Not needed." });
    await advance(hour);
    expect(await taken.all()).toMatchObject([{ trigger: "user:ada", status: "queued" }, { status: "failed" }]);
    expect(await left.all()).toHaveLength(1);
    const [before, last] = outcomes("error.recovery").slice(-2);
    expect(before?.output).toEqual({ outcome: "superseded", jobId: null });
    expect(last?.status).toBe("cancelled");
  });
});
