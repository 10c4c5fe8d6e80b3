import { join } from "node:path";
import { archives, documents, sources } from "@tributary/database";
import { createFakeGitHub } from "@tributary/source-github/testing";
import { disconnectedSourceSchema } from "@tributary/validation";
import { describe, expect, it, onTestFinished } from "vitest";
import { purgeArchived } from "../housekeeping/purge-archived.ts";
import { commit, createRepository, temporaryFolder } from "../testing/repository.ts";
import { createServedConsole } from "../testing/served-console.ts";

const DAY_MS = 24 * 60 * 60 * 1_000;

interface Connected {
  readonly source: { readonly id: string; readonly status: string; readonly archivedAt: string | null };
  readonly created: boolean;
  readonly restored: boolean;
}
interface Job {
  readonly id: string;
  readonly status: string;
  readonly trigger: string;
  readonly counts: Readonly<Record<string, number>>;
}

async function setUp() {
  const served = await createServedConsole();
  const { get, post, send, search, until } = served;
  const folder = temporaryFolder();
  const birds = createRepository(join(folder, "birds"), { "heron.md": "# Heron\n\nIt wades.", "rail.md": "It hides." });
  const fish = createRepository(join(folder, "fish"), { "pike.md": "# Pike\n\nIt lurks and wades never." });
  const connectGit = (path: string, more: object = {}) =>
    post<Connected>("/v1/sources", { kind: "git", config: { path }, ...more });
  const jobsOf = async (id: string) => (await get<{ jobs: Job[] }>(`/v1/jobs?sourceId=${id}`)).jobs;
  /** Waits for a sync that was begun by being connected, the nth of the source. */
  const untilSynced = async (id: string, count = 1) => {
    await until(`${id} is synced`, async () => {
      const done = (await jobsOf(id)).filter(({ status }) => status === "completed");
      return done.length >= count;
    });
    return (await jobsOf(id))[0];
  };
  const disconnect = async (id: string) => {
    const response = await send(`/v1/sources/${id}`, { method: "DELETE" });
    return disconnectedSourceSchema.parse(await response.json());
  };
  const found = async (word: string) =>
    (await search(word)).filter(({ snippet }) => snippet.toLowerCase().includes(word)).map(({ path }) => path);
  return { ...served, birds, fish, connectGit, jobsOf, untilSynced, disconnect, found };
}

describe("connecting, disconnecting and restoring a source", { timeout: 240_000 }, () => {
  it("syncs what is connected, hides what is disconnected, and restores it without embedding anything", async () => {
    const { birds, fish, connectGit, untilSynced, disconnect, found, get, send, post, runtime } = await setUp();
    const { source } = await connectGit(birds);
    const other = await connectGit(fish);
    expect(await untilSynced(source.id)).toMatchObject({ trigger: "connected", counts: { added: 2 } });
    await untilSynced(other.source.id);
    expect((await found("wades")).sort()).toEqual(["heron.md", "pike.md"]);
    const { results } = await get<{ results: { documentId: string }[] }>("/v1/search?q=heron");
    const documentPath = `/v1/documents/${encodeURIComponent(results[0]?.documentId ?? "")}`;
    expect((await send(documentPath)).status).toBe(200);

    const disconnected = await disconnect(source.id);
    expect(disconnected).toMatchObject({ documents: 2, source: { status: "archived", problem: null } });
    expect(await disconnect(source.id)).toEqual(disconnected);
    const archivedAt = disconnected.source.archivedAt ?? "";
    expect(Date.parse(disconnected.restorableUntil) - Date.parse(archivedAt)).toBe(30 * DAY_MS);
    // The same query as before, which the cache may know.
    expect(await found("wades")).toEqual(["pike.md"]);
    expect(await found("heron")).toEqual([]);
    expect((await send(documentPath)).status).toBe(404);
    expect(await get(`/v1/sources/${source.id}`)).toMatchObject({ documents: { searchable: 0 } });
    const listed = async (query = "") => (await get<{ sources: { id: string }[] }>(`/v1/sources${query}`)).sources;
    expect((await listed()).map(({ id }) => id)).toEqual([other.source.id]);
    expect(await listed("?archived=true")).toHaveLength(2);
    expect((await get<{ sources: object[] }>("/v1/status")).sources).toHaveLength(1);
    expect((await send(`/v1/sources/${source.id}/sync`, { method: "POST" })).status).toBe(409);

    const restored = await post<Connected>(`/v1/sources/${source.id}/restore`);
    expect(restored).toMatchObject({ created: false, restored: true, source: { id: source.id, archivedAt: null } });
    expect((await found("wades")).sort()).toEqual(["heron.md", "pike.md"]);
    expect((await untilSynced(source.id, 2))?.counts).toMatchObject({ unchanged: 2, embedded: 0, cached: 0, added: 0 });
    expect((await send(`/v1/sources/${source.id}/restore`, { method: "POST" })).status).toBe(409);

    // Connecting the same place again restores it too.
    await disconnect(source.id);
    commit(birds, { "crane.md": "It dances." });
    expect(await connectGit(birds)).toMatchObject({ created: false, restored: true, source: { id: source.id } });
    expect((await untilSynced(source.id, 3))?.counts).toMatchObject({ unchanged: 2, added: 1 });

    // What was disconnected and restored before the workflow ran stays.
    const late = { workspaceId: "default", sourceId: source.id, reason: "Late.", archivedAt };
    await runtime.workflows.inngest.send({ name: "source.disconnected", data: late });
    await runtime.workflows.inngest.send({ name: "source.disconnected", data: { ...late, sourceId: other.source.id } });
    expect(await found("pike")).toEqual(["pike.md"]);
  });

  it("archives when the event asks for it, and removes what is archived for 30 days, vectors and all", async () => {
    const { birds, fish, connectGit, untilSynced, disconnect, found, until, runtime } = await setUp();
    const { services, workflows } = runtime;
    const { database, store, indexes } = services;
    const gone = (await connectGit(birds)).source;
    const kept = (await connectGit(fish)).source;
    await untilSynced(gone.id);
    await untilSynced(kept.id);
    const data = { workspaceId: "default", sourceId: gone.id, reason: "The account is closed." };
    await workflows.inngest.send({ name: "source.disconnected", data });
    await until("it is archived", async () => (await archives.searchable(database, "default")) !== null);
    await disconnect(kept.id);
    expect(await found("wades")).toEqual([]);

    expect(await purgeArchived(services)).toEqual({ sources: 0, documents: 0, more: false });
    await connectGit(fish, { sync: false });
    const now = Date.now() + 31 * DAY_MS;
    expect(await purgeArchived(services, { now, limit: 1 })).toEqual({ sources: 0, documents: 1, more: true });
    // From its beginning on, there is nothing to go back to.
    const again = await connectGit(birds);
    expect(again).toMatchObject({ error: { code: "conflict" } });
    expect(await purgeArchived(services, { now })).toEqual({ sources: 1, documents: 1, more: false });
    expect(await sources.get(database, "default", gone.id)).toBeNull();
    expect(await documents.counts(database, { workspaceId: "default", sourceId: gone.id })).toMatchObject({
      searchable: 0,
    });
    const { namespace } = await indexes.active("default");
    expect(await store.stats(namespace)).toMatchObject({ vectors: 1 });
    expect(await found("wades")).toEqual(["pike.md"]);
    expect(await connectGit(birds, { sync: false })).toMatchObject({ created: true, restored: false });
  });

  it("shows what to do when the credentials do not work any more, and forgets them when disconnected", async () => {
    const { post, get, send, until, runtime, disconnect } = await setUp();
    const fake = await createFakeGitHub();
    onTestFinished(() => fake.close());
    await fake.createRepository("acme/birds");
    const token = fake.addToken();
    const request = { kind: "github", config: { repository: "acme/birds", baseUrl: fake.url } };
    const refused = await post("/v1/sources", { ...request, credentials: { token: "ghp_wrong" } });
    expect(refused).toMatchObject({ error: { code: "unauthorized" } });
    const { source } = await post<Connected>("/v1/sources", { ...request, credentials: { token }, sync: false });

    fake.expireTokens();
    const data = { workspaceId: "default", sourceId: source.id };
    await runtime.workflows.inngest.send({ name: "source.connected", data });
    const shown = async () =>
      (
        await get<{ source: { status: string; problem: { code: string; message: string } | null } }>(
          `/v1/sources/${source.id}`,
        )
      ).source;
    await until("it shows its problem", async () => (await shown()).problem !== null);
    const { status, problem } = await shown();
    expect(status).toBe("failing");
    expect(problem).toMatchObject({
      code: "unauthorized",
      message: expect.stringContaining("Give it credentials that work."),
    });
    expect(problem?.message).not.toContain(token);

    await post(`/v1/sources/${source.id}/webhook-secrets`);
    await disconnect(source.id);
    const { database, credentials } = runtime.services;
    expect(await credentials.read(database, { workspaceId: "default", sourceId: source.id })).toBeNull();
    expect(await get(`/v1/sources/${source.id}/webhook-secrets`)).toEqual({ secrets: [] });
    // They have to be given anew.
    expect((await send(`/v1/sources/${source.id}/restore`, { method: "POST" })).status).toBe(400);
    const credentialsAnew = { credentials: { token: fake.addToken() }, sync: false };
    expect(await post(`/v1/sources/${source.id}/restore`, credentialsAnew)).toMatchObject({ restored: true });
  });
});
