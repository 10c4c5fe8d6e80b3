import { webhookDeliveries } from "@tributary/database";
import { jobSchema } from "@tributary/validation";
import { describe, expect, it } from "vitest";
import { createGitHubConsole } from "../testing/github-console.ts";

describe("GitHub's functions", { timeout: 240_000 }, () => {
  it("fetch files by path, catch up with conversations, take up what was forgotten, and show what they wait for", async () => {
    const github = await createGitHubConsole((created) => {
      created.openIssue({ title: "Nest boxes", body: "The barn owl left." });
    });
    const { fake, repository, runtime, client, sync, sourceId, get, post, until, untilFound, untilGone } = github;
    expect((await sync()).documents).toBe(2);
    const scope = { workspaceId: "default", sourceId };
    const tell = (name: string, data: object) => runtime.workflows.inngest.send({ name, data: { ...scope, ...data } });

    fake.clock.advance(2_000);
    const files = { "notes/wren.md": "# Wren\n\nThe jennywren sings.\n", "notes/rook.md": "# Rook\n" };
    await repository.commit({ ...files, "README.md": null });
    const passing = repository.openIssue({ title: "Passing", body: "A waxwing was here." });
    await tell("github.files.fetch", { owner: "acme", paths: [...Object.keys(files), "README.md", "none.md"] });
    await untilFound("jennywren", "wren.md");
    await untilGone("kestrel");

    const issue = repository.conversation(1);
    if (issue.kind !== "issue") throw new Error("The first conversation is an issue.");
    repository.comment(issue, { body: "A jackdaw moved in." });
    repository.openDiscussion({ title: "Feeders", body: "Sunflowerhearts only." });
    await tell("github.discussions.sync", {});
    await untilFound("jackdaw", "Nest boxes");
    await untilFound("Sunflowerhearts", "Feeders");
    await untilFound("waxwing", "Passing");
    // What these read, the next sync need not; what came and went without it, it takes out.
    await repository.commit({ "notes/rook.md": null });
    repository.delete(passing);
    expect(await sync()).toMatchObject({ status: "completed", added: 0, updated: 0, deleted: 2 });
    expect(await sync()).toMatchObject({ status: "completed", added: 0, updated: 0, deleted: 0 });

    const { database } = runtime.services;
    fake.clock.advance(2_000);
    repository.comment(issue, { body: "The jackdaw has three fledglings." });
    const payload = { issue: { number: 1 }, repository: { full_name: "acme/birds" } };
    const forgotten = await webhookDeliveries.store(database, {
      ...{ ...scope, kind: "github", deliveryId: "forgotten", ignored: null },
      headers: { "x-github-event": "issue_comment", "content-type": "application/json" },
      body: Buffer.from(JSON.stringify(payload)),
    });
    await database.orm.execute("UPDATE webhook_deliveries SET received_at = now() - interval '10 minutes'");
    await runtime.workflows.request?.("/invoke/tributary-webhook.sweep", { method: "POST", body: "{}" });
    await untilFound("fledglings", "Nest boxes");
    await until("the delivery is settled", async () => {
      const held = await webhookDeliveries.get(database, { workspaceId: "default", id: forgotten.id });
      return held?.state === "processed" && held.attempts === 2;
    });

    // What one source learns of the limits of a token, the other that signs in with it knows.
    const token = fake.addToken();
    const other = await fake.createRepository("acme/fish");
    await other.commit({ "README.md": "# Fish\n" });
    const connect = async (name: string) => {
      const config = { repository: name, baseUrl: fake.url };
      const request = { kind: "github", config, credentials: { token }, sync: false };
      return (await post<{ source: { id: string } }>("/v1/sources", request)).source.id;
    };
    const [birds, fish] = [await connect("acme/birds"), await connect("acme/fish")];
    fake.setRemaining(token, 0, "graphql");
    const waitsFor = async (id: string) => {
      const { job } = await post<{ job: { id: string } }>(`/v1/sources/${id}/sync`, {});
      await until("the job waits", async () => {
        const current = await client.request("GET", `/v1/jobs/${job.id}`, { schema: jobSchema });
        return current.waiting?.reason === "waiting for GitHub" && Date.parse(current.waiting.until) > Date.now();
      });
    };
    await waitsFor(birds);
    const asked = fake.log.requests.length;
    await waitsFor(fish);
    expect(fake.log.requests.length).toBe(asked);
    expect((await get<{ jobs: unknown[] }>(`/v1/jobs?sourceId=${fish}`)).jobs).toHaveLength(1);
    expect(fake.refusals).toEqual([]);
  });
});
