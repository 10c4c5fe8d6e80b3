import { fetchDocument, fetchIds } from "@tributary/source-testing";
import { afterEach, describe, expect, it } from "vitest";
import { createVercelSource } from "./source.ts";
import { createFakeVercel, type FakeVercel } from "./testing/index.ts";

let fake: FakeVercel | undefined;
afterEach(async () => {
  const refusals = fake?.refusals;
  await fake?.close();
  expect(refusals).toEqual([]);
});

async function createTeam() {
  const clock = { now: Date.UTC(2026, 0, 5, 12) };
  const vercel = await createFakeVercel({ now: () => clock.now });
  fake = vercel;
  const project = vercel.createProject({ name: "website" }).id;
  const source = createVercelSource(
    { team: vercel.teamId, apiUrl: vercel.url },
    { credentials: { token: vercel.token }, now: () => clock.now },
  );
  const idOf = (id: string) => `vercel:${vercel.teamId}:${id.startsWith("prj") ? "project" : "deployment"}:${id}`;
  return { clock, vercel, project, source, idOf };
}

const EVENTS = "/v3/deployments/{}/events";
const status = (code: number, body: object = {}) =>
  ({ type: "status", status: code, body: JSON.stringify(body) }) as const;
const failure = (code: string) => ({ error: { code, message: code } });

describe("a deployment's document", () => {
  it("says what happened, why it failed, and links its commit and pull request", async () => {
    const { clock, vercel, project, source, idOf } = await createTeam();
    const { id } = vercel.createDeployment(project, {
      meta: {
        githubCommitSha: "0123456789abcdef0123456789abcdef01234567",
        githubCommitRef: "feature/search",
        githubCommitMessage: "Search finds more\n\nNames too.",
        githubCommitAuthorLogin: "grace",
        githubCommitOrg: "acme",
        githubCommitRepo: "website",
        githubPrId: "42",
        ownMeta: "whatever somebody put there",
      },
    });
    clock.now += 5_000;
    vercel.setState(id, "BUILDING");
    vercel.log(id, "Cloning github.com/acme/website", { text: 'Running "pnpm build"', type: "command" });
    clock.now += 65_000;
    vercel.log(id, "\u001b[31mType error: 'nmae' is no name.\u001b[39m", {
      text: "build exited with 1",
      level: "error",
    });
    vercel.addCheck(id, {
      name: "Lint",
      status: "completed",
      conclusion: "failed",
      externalUrl: "https://example.com/1",
    });
    vercel.setState(id, "ERROR", { errorCode: "BUILD_FAILED", errorMessage: "Command exited with 1" });

    const document = await fetchDocument(source, idOf(id));
    expect(document).toMatchObject({
      title: "website preview: Search finds more",
      state: "error",
      labels: ["preview"],
      author: { name: "grace" },
      repository: "acme/website",
      createdAt: "2026-01-05T12:00:00.000Z",
      updatedAt: "2026-01-05T12:01:10.000Z",
      metadata: {
        project: "website",
        branch: "feature/search",
        commit: "0123456789abcdef0123456789abcdef01234567",
        commitUrl: "https://github.com/acme/website/commit/0123456789abcdef0123456789abcdef01234567",
        pullRequest: 42,
        pullRequestUrl: "https://github.com/acme/website/pull/42",
        errorCode: "BUILD_FAILED",
        checks: "failed",
        queueMilliseconds: 5_000,
        buildMilliseconds: 65_000,
      },
    });
    expect(document.url).toBe(`https://vercel.com/acme/website/${id.slice(4)}`);
    expect(document.missing).toBeUndefined();
    const { content } = document;
    expect(content).toContain("Build time: 1 min 5 s");
    expect(content).toContain("Pull request: https://github.com/acme/website/pull/42");
    expect(content).toContain("Names too.");
    expect(content).toContain("Code: BUILD_FAILED\n\nCommand exited with 1\n\n```text\nCloning");
    expect(content).toContain("\nType error: 'nmae' is no name.\nbuild exited with 1\n```");
    expect(content).toContain('+0 s  Running "pnpm build"');
    expect(content).toContain("- Lint: failed (<https://example.com/1>)");
    expect(content).not.toContain("whatever");
  });

  it("of one that is ready names its addresses; of one that is not, what is still to come", async () => {
    const { vercel, project, source, idOf } = await createTeam();
    const ready = vercel.createDeployment(project).id;
    vercel.setState(ready, "READY");
    vercel.assignAlias(ready, "www.example.com");
    const queued = vercel.createDeployment(project).id;
    const document = await fetchDocument(source, idOf(ready));
    expect(document.content).toContain(
      "## Addresses assigned\n\n- website-git-main-acme.vercel.app\n- www.example.com",
    );
    const { missing } = await fetchDocument(source, idOf(queued));
    expect(missing).toEqual(["build log: the build has not ended"]);
  });

  it.each([
    ["403", status(403, failure("forbidden")), "build log: the token may not read it"],
    ["404", status(404, failure("not_found")), "build log: Vercel does not have it any more"],
    ["410", status(410, failure("gone")), "build log: Vercel does not have it any more"],
  ])("says that the log is missing when its answer is %s", async (_status, fault, words) => {
    const { vercel, project, source, idOf } = await createTeam();
    const { id } = vercel.createDeployment(project);
    vercel.setState(id, "READY");
    vercel.fail({ route: EVENTS, fault });
    expect((await fetchDocument(source, idOf(id))).missing).toEqual([words]);
  });

  it("reads a log that comes one event a line", async () => {
    const { vercel, project, source, idOf } = await createTeam();
    const { id } = vercel.createDeployment(project);
    vercel.setState(id, "ERROR");
    const lines = [
      { type: "stdout", text: "one" },
      { type: "stdout", payload: { text: "Error: two" } },
    ];
    const body = `${lines.map((line) => JSON.stringify(line)).join("\n")}\n`;
    const headers = { "content-type": "application/stream+json" };
    vercel.fail({ route: EVENTS, fault: { type: "status", status: 200, headers, body } });
    expect((await fetchDocument(source, idOf(id))).content).toContain("```text\none\nError: two\n```");
  });

  it("does without a log that has no end", async () => {
    const { clock, vercel, project, idOf } = await createTeam();
    const { id } = vercel.createDeployment(project);
    vercel.setState(id, "READY");
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.enqueue(new Uint8Array(8 * 1024 * 1024)),
    });
    const source = createVercelSource(
      { team: vercel.teamId, apiUrl: vercel.url },
      {
        credentials: { token: vercel.token },
        now: () => clock.now,
        fetch: async (input, init) =>
          String(input).includes("/events")
            ? new Response(endless, { headers: { "content-type": "application/json" } })
            : fetch(input, init),
      },
    );
    const { missing, content } = await fetchDocument(source, idOf(id));
    expect(missing).toEqual(["build log: it is too large to be read"]);
    expect(content).toContain("State: ready");
  });

  it("takes states, targets and fields it does not know as they are", async () => {
    const { vercel, project, source, idOf } = await createTeam();
    const { id } = vercel.createDeployment(project);
    const odd = {
      readyState: "PONDERING",
      target: "moon",
      meta: { githubCommitSha: 7 },
      checksState: 3,
      buildingAt: "x",
      alias: 1,
    };
    vercel.fail({ route: "/v13/deployments/{}", fault: { type: "alter", alter: (answer) => ({ ...answer, ...odd }) } });
    expect(await fetchDocument(source, idOf(id))).toMatchObject({ state: "pondering", labels: ["moon"] });
  });
});

describe("fetch", () => {
  it("fails one thing that cannot be read, and goes on with the others", async () => {
    const { vercel, project, source, idOf } = await createTeam();
    const ids = Array.from({ length: 4 }, () => vercel.createDeployment(project).id);
    const [odd, foreign, refused, fine] = ids;
    vercel.fail({
      route: "/v13/deployments/{}",
      fault: {
        type: "alter",
        alter: (answer) => {
          if (answer.id === odd) return { ...answer, readyState: null };
          return answer.id === foreign ? { ...answer, ownerId: "team_other" } : answer;
        },
      },
    });
    const [one, two] = await fetchIds(source, ...ids.slice(0, 2).map(idOf));
    expect([one, two]).toMatchObject([
      { type: "failed", error: { code: "invalid-response" } },
      { type: "failed", error: { code: "invalid-response" } },
    ]);
    vercel.fail({ route: "/v13/deployments/{}", times: 1, fault: status(403, failure("forbidden")) });
    // The first rule alters everything else: a status comes before it only when it is the first to match.
    const left = await fetchIds(source, idOf(refused ?? ""), idOf(fine ?? ""));
    expect(left.map(({ type }) => type)).toEqual(["document", "document"]);
  });

  it("tells one deployment that may not be read from a team that may not", async () => {
    const { vercel, project, source, idOf } = await createTeam();
    const [one = "", two = ""] = [vercel.createDeployment(project).id, vercel.createDeployment(project).id];
    vercel.fail({ route: "/v13/deployments/{}", times: 1, fault: status(403, failure("forbidden")) });
    const results = await fetchIds(source, idOf(one), idOf(two));
    expect(results).toMatchObject([{ type: "failed", error: { code: "forbidden" } }, { type: "document" }]);
    vercel.loseTeam();
    await expect(fetchIds(source, idOf(one), idOf(two))).rejects.toMatchObject({ code: "forbidden" });
  });

  it("calls gone only what Vercel itself says is not there", async () => {
    const { vercel, project, source, idOf } = await createTeam();
    const { id } = vercel.createDeployment(project);
    const html = {
      type: "status",
      status: 404,
      headers: { "content-type": "text/html" },
      body: "<p>No such host",
    } as const;
    const mend = vercel.fail({ route: "/v13/deployments/{}", fault: html });
    expect(await fetchIds(source, idOf(id))).toMatchObject([{ type: "failed", error: { code: "not-found" } }]);
    mend();
    vercel.removeDeployment(id);
    expect(await fetchIds(source, idOf(id))).toEqual([{ type: "gone", id: idOf(id) }]);
  });
});
