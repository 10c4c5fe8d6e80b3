import { describe, expect, it } from "vitest";
import { createTrial, fetchAll, pullAll, type Trial } from "./trial.ts";

const START = Date.UTC(2026, 0, 5, 9);
const MINUTE_MS = 60_000;
const conversationsOnly = { files: false };

const issueId = ({ repository }: Trial, number: number) => `github:${repository.id}:issue:${number}`;

describe("a conversation", () => {
  it("is read to the end of every list in it", async () => {
    await using trial = await createTrial({ startAt: START });
    const { repository } = trial;
    await repository.commit({ "a.ts": "a\n" });
    const issue = repository.openIssue({ title: "Long", body: "Body" });
    for (let index = 0; index < 250; index += 1) repository.comment(issue, { body: `comment <${index}>` });
    const discussion = repository.openDiscussion({ title: "Wide", body: "Body" });
    for (let index = 0; index < 60; index += 1) {
      const comment = repository.commentOnDiscussion(discussion, { body: `comment <${index}>` });
      if (index % 29 !== 0) continue;
      for (let reply = 0; reply < 70; reply += 1) {
        repository.commentOnDiscussion(discussion, { body: `reply <${index}.${reply}>`, replyTo: comment });
      }
    }
    const source = trial.source(conversationsOnly);
    const { references } = await pullAll(source);
    const documents = [...(await fetchAll(source, references.values())).values()];
    const text = (type: string) => documents.find((document) => document.type === type)?.content ?? "";
    for (let index = 0; index < 250; index += 1) expect(text("issue")).toContain(`comment <${index}>`);
    for (let index = 0; index < 60; index += 1) expect(text("discussion")).toContain(`comment <${index}>`);
    for (const index of [0, 29, 58]) {
      for (let reply = 0; reply < 70; reply += 1) expect(text("discussion")).toContain(`reply <${index}.${reply}>`);
    }
    expect(trial.fake.refusals).toEqual([]);
  });

  it("reads as a person would write it down", async () => {
    await using trial = await createTrial({ startAt: START });
    const { repository } = trial;
    await repository.commit({ "src/main.ts": "one\ntwo\n" }, { message: "Begin" });
    const issue = repository.openIssue({ title: "It breaks", body: "Always.", labels: ["bug"], assignees: ["hubot"] });
    await repository.commit({ "src/main.ts": "one\nthree\n" }, { branch: "topic", message: "Mend" });
    const pull = await repository.openPull({ title: "Mend it", body: "So:", head: "topic", closes: [issue] });
    repository.comment(pull, { body: "Thanks for this.", by: "mona" });
    repository.review(pull, {
      state: "CHANGES_REQUESTED",
      body: "Almost.",
      by: "hubot",
      comments: [{ path: "src/main.ts", line: 2, body: "Why three?" }],
    });
    const source = trial.source(conversationsOnly);
    const { references } = await pullAll(source);
    const documents = await fetchAll(source, references.values());
    const document = documents.get(`github:${repository.id}:pull-request:${pull.number}`);
    expect(document?.content).toBe(
      [
        "# Mend it",
        "Pull request #2 by @octocat, opened on 2026-01-05, open. It merges topic into main: 1 file, +1 −1. Review: changes requested. Closes #1 It breaks.",
        "So:",
        "## Conversation",
        "### @mona, 2026-01-05",
        "Thanks for this.",
        "### @hubot, 2026-01-05 (review: requested changes)",
        "Almost.",
        "## Review threads",
        "### src/main.ts:2",
        "#### @hubot, 2026-01-05",
        "Why three?",
        "## Changed files",
        "- src/main.ts (modified, +1 −1)",
        "## Commits",
        `- ${pull.headSha.slice(0, 10)} Mend`,
      ].join("\n\n"),
    );
    expect(document).toMatchObject({
      title: "Mend it (#2)",
      state: "open",
      author: { name: "octocat" },
      metadata: {
        participants: ["octocat", "mona", "hubot"],
        reviews: [{ author: "hubot", verdict: "changes_requested" }],
        files: ["src/main.ts"],
        closes: ["octocat/hello#1"],
        reviewDecision: "changes_requested",
      },
    });
    expect(documents.get(issueId(trial, 1))).toMatchObject({
      state: "open",
      labels: ["bug"],
      metadata: { assignees: ["hubot"], number: 1 },
    });
  });

  it("names what it is part of, what belongs to it and what merges", async () => {
    await using trial = await createTrial({ startAt: START });
    const { repository, fake } = trial;
    const source = trial.source(conversationsOnly);
    await repository.commit({ "a.ts": "one\n" });
    await repository.commit({ "a.ts": "two\n" }, { branch: "topic" });
    const [epic, task, other] = ["Epic", "Task", "Other"].map((title) => repository.openIssue({ title, body: "Body" }));
    if (epic === undefined || task === undefined || other === undefined) throw new Error("No issues.");
    const pull = await repository.openPull({ title: "Do it", head: "topic", closes: [task] });
    const hunk = ["@@ -1,20 +1,20 @@ start", ...Array.from({ length: 20 }, (_, index) => ` line ${index}`), "+has ```"];
    const comments = [{ path: "a.ts", line: 1, body: "Here.", diffHunk: hunk.join("\n") }];
    repository.review(pull, { by: "hubot", comments });
    const first = await pullAll(source);
    fake.webhooks.addHook({ secret: "secret" });
    // The time of neither issue changes.
    repository.setParent(task, epic);
    repository.setParent(other, epic);
    repository.close(other);
    await fake.webhooks.settle();
    const told = fake.webhooks.deliveries.flatMap((delivery) => {
      const outcome = delivery.event === "sub_issues" ? source.webhook?.parse(delivery) : undefined;
      return outcome?.type === "changes" ? [outcome.changes.references] : [];
    });
    expect(told).toEqual([1, 1, 2, 2].map((_, index) => ["issues:1", index < 2 ? "issues:2" : "issues:3"]));
    pull.mergeable = false;

    const next = await pullAll(trial.source(conversationsOnly));
    const changed = [...next.references.values()].filter(
      ({ id, version }) => first.references.get(id)?.version !== version,
    );
    expect(changed.map(({ id }) => id).sort()).toEqual([1, 2, 3].map((number) => issueId(trial, number)));
    const documents = await fetchAll(source, next.references.values());
    const textOf = (number: number) => documents.get(issueId(trial, number));
    expect(textOf(1)?.content).toContain("## Sub-issues (1 of 2 closed)\n\n- #2 Task (open)\n- #3 Other (closed)");
    expect(textOf(1)?.metadata).toMatchObject({ subIssues: ["octocat/hello#2", "octocat/hello#3"] });
    expect(textOf(2)?.content).toContain("Part of #1 Epic. Pull requests for it: #4 Do it.");
    expect(textOf(2)?.metadata).toMatchObject({ parent: "octocat/hello#1", pullRequests: ["octocat/hello#4"] });
    const document = documents.get(`github:${repository.id}:pull-request:4`);
    expect(document?.metadata).toMatchObject({ mergeable: false, closes: ["octocat/hello#2"] });
    const block = ["````diff", ...hunk.slice(-10), "````"].join("\n");
    expect(document?.content).toContain(`### a.ts:1\n\n${block}\n\n#### @hubot, 2026-01-05\n\nHere.`);
    expect(fake.refusals).toEqual([]);
  });

  it("fails alone when GitHub cannot finish it, and the others are read in smaller queries", async () => {
    await using trial = await createTrial({ startAt: START });
    const { repository, fake } = trial;
    for (let index = 1; index <= 6; index += 1) repository.openIssue({ title: `Issue ${index}`, body: "Body" });
    const source = trial.source(conversationsOnly);
    const { references } = await pullAll(source);
    fake.inject({
      fault: { type: "bad-gateway" },
      match: ({ body }) => /query Conversations/.test(body) && Object.values(variablesOf(body)).includes(4),
      times: Number.POSITIVE_INFINITY,
    });
    const results: string[] = [];
    for await (const result of source.fetch([...references.values()])) results.push(result.type);
    expect(results.toSorted()).toEqual(["document", "document", "document", "document", "document", "failed"]);
  });
});

describe("a later pull", () => {
  it("lists what changed and nothing else, however many pages that takes", async () => {
    await using trial = await createTrial({ startAt: START });
    const { repository, fake } = trial;
    const issues = Array.from({ length: 30 }, (_, index) => {
      if (index % 7 === 0) fake.clock.advance(MINUTE_MS);
      return repository.openIssue({ title: `Issue ${index}` });
    });
    const source = trial.source(conversationsOnly, { pageSize: 4 });
    const first = await pullAll(source);
    expect(first.references.size).toBe(30);
    for (const index of [3, 8, 9, 21, 22, 23, 29]) {
      fake.clock.advance(MINUTE_MS);
      repository.comment(issues[index] ?? repository.openIssue({ title: "" }), { body: "again" });
    }
    const second = await pullAll(source, first.cursor);
    expect([...second.references.keys()].sort()).toEqual(
      [3, 8, 9, 21, 22, 23, 29].map((index) => issueId(trial, index + 1)).sort(),
    );
    expect(second.complete).toBe(false);
    expect((await pullAll(source, second.cursor)).pages[0]?.changes).toEqual([]);
  });

  it.each(["deleted", "transferred"])("notices that an issue was %s, and lists everything then", async (how) => {
    await using trial = await createTrial({ startAt: START });
    const { repository, fake } = trial;
    const issues = [1, 2, 3].map((number) => repository.openIssue({ title: `Issue ${number}` }));
    const [, second] = issues;
    const source = trial.source(conversationsOnly);
    const first = await pullAll(source);
    fake.clock.advance(MINUTE_MS);
    // As many as before: only numbers tell that one is missing.
    repository.openIssue({ title: "Issue 4" });
    if (second !== undefined && how === "deleted") repository.delete(second);
    else if (second !== undefined) repository.transfer(second, (await fake.createRepository("octocat/other")).record);
    const next = await pullAll(source, first.cursor);
    expect(next.complete).toBe(true);
    expect([...next.references.keys()].sort()).toEqual([1, 3, 4].map((number) => issueId(trial, number)));
    const hinted = await source.pull({
      mode: "incremental",
      cursor: first.cursor,
      changes: { references: ["issues:2"] },
    });
    expect(hinted.changes).toEqual([{ type: "delete", id: issueId(trial, 2) }]);
  });

  it("lists new, changed and deleted releases", async () => {
    await using trial = await createTrial({ startAt: START });
    const { repository, fake } = trial;
    await repository.commit({ "a.md": "A\n" });
    const one = await repository.createRelease({ tagName: "v1", body: "One" });
    await repository.createRelease({ tagName: "draft", draft: true });
    const source = trial.source(conversationsOnly);
    const first = await pullAll(source);
    const id = (tag: string) => `github:${repository.id}:release:${tag}`;
    expect([...first.references.keys()]).toEqual([id("v1")]);
    fake.clock.advance(MINUTE_MS);
    repository.editRelease(one, { body: "One, better" });
    await repository.createRelease({ tagName: "v2", body: "Two" });
    const second = await pullAll(source, first.cursor);
    expect([...second.references.keys()].sort()).toEqual([id("v1"), id("v2")]);
    expect([...(await fetchAll(source, second.references.values())).values()].map(({ content }) => content)).toEqual(
      expect.arrayContaining([expect.stringContaining("One, better"), expect.stringContaining("Two")]),
    );
    repository.deleteRelease(one);
    const third = await pullAll(source, second.cursor);
    expect([third.complete, ...third.references.keys()]).toEqual([true, id("v2")]);
  });

  it("does not take a list that came out too short for the whole", async () => {
    await using trial = await createTrial({ startAt: START });
    const { repository, fake } = trial;
    for (let index = 1; index <= 3; index += 1) repository.openIssue({ title: `Issue ${index}` });
    const source = trial.source(conversationsOnly);
    fake.inject({ fault: { type: "empty-list" }, match: "/graphql" });
    const outcome = await pullAll(source).then(
      ({ complete }) => complete,
      (error: { code: string }) => error.code,
    );
    expect([false, "not-found", "invalid-response"]).toContain(outcome);
  });

  it("says which permission is missing instead of listing nothing", async () => {
    await using trial = await createTrial({ startAt: START });
    const { repository, fake } = trial;
    repository.openIssue({ title: "Issue" });
    repository.setPrivate(true);
    const permissions = { metadata: "read", contents: "read", pull_requests: "read", discussions: "read" } as const;
    const token = fake.addToken({ kind: "fine-grained", permissions });
    const source = trial.source({}, { credentials: { token } });
    await expect(pullAll(source)).rejects.toMatchObject({
      code: "forbidden",
      message: expect.stringContaining("Issues: read"),
    });
    const { capabilities } = await source.validate();
    expect(capabilities.filter(({ available }) => !available).map(({ name }) => name)).toEqual(["issues"]);
    expect((await pullAll(trial.source({ issues: false }, { credentials: { token } }))).complete).toBe(true);
  });
});

function variablesOf(body: string): object {
  return (JSON.parse(body) as { variables: object }).variables;
}
