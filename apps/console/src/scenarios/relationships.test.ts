import { apiKeys, documents, sources, workspaces } from "@tributary/database";
import { createFakeGitHub } from "@tributary/source-github/testing";
import { createFakeLinear } from "@tributary/source-linear/testing";
import { createFakeSlack } from "@tributary/source-slack/testing";
import { createFakeVercel } from "@tributary/source-vercel/testing";
import { relatedAnswerSchema, searchAnswerSchema } from "@tributary/validation";
import { describe, expect, it, onTestFinished } from "vitest";
import { search } from "../cli/search.ts";
import { syncSource } from "../cli/sync.ts";
import { DEFAULT_WORKSPACE } from "../stores.ts";
import { createQuietOutput } from "../testing/quiet-output.ts";
import { createServedConsole } from "../testing/served-console.ts";

async function createTeam() {
  const linear = await createFakeLinear();
  const github = await createFakeGitHub();
  const slack = await createFakeSlack();
  const vercel = await createFakeVercel();
  onTestFinished(async () => {
    await Promise.all([linear, github, slack, vercel].map((fake) => fake.close()));
  });
  const team = linear.create("Team", { key: "ENG", name: "Engineering" });
  const place = { teamId: team.id, stateId: linear.create("WorkflowState", { teamId: team.id }).id };
  const epic = linear.create("Issue", { ...place, identifier: "ENG-11", title: "Birds", description: "All of them." });
  linear.create("Issue", {
    ...place,
    identifier: "ENG-12",
    title: "Nest boxes",
    description: "Owls.",
    parentId: epic.id,
  });

  const repository = await github.createRepository("acme/birds");
  await repository.commit({
    "src/nest.ts": 'import { owl } from "./owl.ts";\nexport const nest = owl;\n',
    "src/owl.ts": "export const owl = 1;\n",
  });
  repository.openIssue({ title: "The barn owl left", body: "It is cold." });
  const sha = await repository.commit({ "notes/box.md": "A box.\n" }, { branch: "ada/eng-12-nest-boxes" });
  await repository.openPull({
    title: "Warm nest boxes",
    body: "Closes #1. For ENG-12, not UTF-8.\n\n```\nfixes #99\n```\n",
    head: "ada/eng-12-nest-boxes",
  });

  const user = slack.addUser("ada");
  const channel = slack.addChannel("birds");
  slack.post(channel, { user, text: "See <https://github.com/acme/birds/pull/2> and ENG-13" });

  const { id: project } = vercel.createProject({ name: "birds" });
  const { id } = vercel.createDeployment(project, {
    meta: {
      githubCommitSha: sha,
      githubCommitRef: "ada/eng-12-nest-boxes",
      githubCommitMessage: "Box",
      githubOrg: "acme",
      githubRepo: "birds",
    },
  });
  vercel.setState(id, "READY", { ready: Date.now() - 200_000 });
  return {
    repository,
    deployed: id,
    requests: [
      {
        kind: "linear",
        config: { workspace: "acme", apiUrl: linear.url },
        credentials: { apiKey: linear.credentials.apiKey },
      },
      {
        kind: "github",
        config: { repository: "acme/birds", baseUrl: github.url },
        credentials: { token: github.addToken() },
      },
      { kind: "slack", config: { team: slack.team.id, apiUrl: slack.url }, credentials: { token: slack.tokens.bot } },
      { kind: "vercel", config: { team: vercel.teamId, apiUrl: vercel.url }, credentials: { token: vercel.token } },
    ],
  };
}

describe("relationships", { timeout: 240_000 }, () => {
  it("lead from tool to tool, whichever was synced first, and go with what says them", async () => {
    const { requests, repository, deployed } = await createTeam();
    const console = await createServedConsole();
    const { database } = console.runtime.services;
    const { signal } = new AbortController();
    const sync = (source: (typeof requests)[number]) =>
      syncSource(console.client, { source, mode: "incremental", output: createQuietOutput(), signal });
    // What names others comes before what it names.
    for (const source of requests.toReversed()) expect(await sync(source)).toMatchObject({ status: "completed" });

    const ids: string[] = [];
    for (const { id: sourceId } of await sources.list(database, DEFAULT_WORKSPACE.id)) {
      const scope = { workspaceId: DEFAULT_WORKSPACE.id, sourceId };
      ids.push(...(await Array.fromAsync(documents.ids(database, scope))));
    }
    const byName = (part: string) => ids.find((id) => id.includes(part)) ?? part;
    const pull = byName(":pull-request:2");
    const issue = byName(":issue:1");
    const message = byName("slack:");
    const deployment = byName(`:deployment:${deployed}`);
    const path = (id: string) => `/v1/documents/${encodeURIComponent(id)}/related`;
    const related = async (id: string) => relatedAnswerSchema.parse(await console.get(path(id))).related;
    const shown = async (id: string) =>
      (await related(id)).map(
        ({ kind, direction, document, target }) => `${kind} ${direction} ${document?.title ?? `(${target})`}`,
      );

    expect(await shown(pull)).toEqual([
      "closes out The barn owl left (#1)",
      expect.stringMatching(/^commit in birds preview/),
      expect.stringMatching(/^branch in birds preview/),
      "issue-key out ENG-12 Nest boxes",
      expect.stringMatching(/^links in #birds/),
    ]);
    expect(await shown(message)).toEqual(["links out Warm nest boxes (#2)", "issue-key out (key:ENG-13)"]);
    expect(await shown(byName("src/owl.ts"))).toEqual(["imports in nest.ts"]);
    expect((await related(issue))[0]?.evidence).toEqual([
      { documentId: pull, text: "Closes #1", range: expect.any(Array), field: null },
    ]);
    expect((await related(deployment)).map(({ kind, document }) => [kind, document?.documentId])).toContainEqual([
      "commit",
      pull,
    ]);

    const query = new URLSearchParams({ q: "barn owl left", related: "true" });
    const { results } = searchAnswerSchema.parse(await console.get(`/v1/search?${query}`));
    const found = results.find(({ documentId }) => documentId === issue);
    expect(found?.related).toMatchObject([{ kind: "closes", direction: "in", documentId: pull }]);

    const output = createQuietOutput();
    const asked = { query: "barn owl left", limit: 10, explain: false, related: true, output, signal };
    await search(console.client, asked);
    expect(JSON.stringify(output.objects)).toContain(`"documentId":${JSON.stringify(pull)}`);

    // Another workspace has none of it, and cannot tell that there is any.
    await workspaces.ensure(database, { id: "other", name: "Other" });
    const { key } = await apiKeys.create(database, { workspaceId: "other", name: "test" });
    expect((await console.send(path(pull), { key })).status).toBe(404);
    expect((await console.send(`${path(pull)}?kind=friends`)).status).toBe(400);

    repository.delete(repository.conversation(1));
    const [, github] = requests;
    if (github) await sync({ ...github });
    expect(await shown(pull)).toContain("closes out (number:acme/birds#1)");
  });
});
