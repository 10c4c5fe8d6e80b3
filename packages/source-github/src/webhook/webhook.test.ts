import { createHmac } from "node:crypto";
import { isSourceError, type WebhookDelivery } from "@tributary/source";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createTrial, pullAll } from "../trial.ts";
import { parseDelivery } from "./parse.ts";
import { DELIVERY_MAX_BYTES, verifyDelivery } from "./verify.ts";

const SECRET = "the secret of the hook";
const config = { repository: "octocat/hello", commits: 5 };
const repository = { full_name: "Octocat/Hello", default_branch: "main" };

function deliver(event: string, payload: unknown, headers: Record<string, string> = {}): WebhookDelivery {
  const body = Buffer.from(typeof payload === "string" ? payload : JSON.stringify(payload));
  const signature = `sha256=${createHmac("sha256", SECRET).update(body).digest("hex")}`;
  return { body, headers: { "X-GitHub-Event": event, "X-Hub-Signature-256": signature, ...headers } };
}

const push = (changes: object) => ({ ref: "refs/heads/main", repository, forced: false, created: false, ...changes });
const pushed = (id: string, added: string[], modified: string[] = [], removed: string[] = []) => ({
  id,
  added,
  modified,
  removed,
});

function meaning(event: string, payload: object): readonly string[] | string {
  const outcome = parseDelivery(deliver(event, payload), config);
  return outcome.type === "changes" ? outcome.changes.references : outcome.type;
}

describe("the meaning of a delivery", () => {
  it.each([
    [
      "push",
      push({ commits: [pushed("1".repeat(40), ["a"], ["b"], ["c"]), pushed("2".repeat(40), [], ["a"])] }),
      ["files:a", "files:b", "files:c", `commits:${"1".repeat(40)}`, `commits:${"2".repeat(40)}`],
    ],
    ["push", push({ ref: "refs/heads/main2", commits: [pushed("1", ["a"])] }), "ignored"],
    ["push", push({ ref: "refs/tags/main", commits: [pushed("1", ["a"])] }), "ignored"],
    ["push", push({ forced: true, commits: [pushed("1", ["a"])] }), ["everything"]],
    ["push", push({ created: true, commits: [pushed("1", ["a"])] }), ["everything"]],
    ["push", push({ deleted: true, commits: [] }), ["everything"]],
    ["push", push({ commits: [] }), ["everything"]],
    [
      "push",
      push({
        commits: [
          pushed(
            "1",
            Array.from({ length: 101 }, (_, index) => `${index}`),
          ),
        ],
      }),
      ["everything"],
    ],
    ["push", push({ commits: Array.from({ length: 2_048 }, () => pushed("1", ["a"])) }), ["everything"]],
    ["push", push({ commits: [pushed("1", ["tributary.yml"])] }), ["everything"]],
    ["issues", { action: "transferred", issue: { number: 7 }, repository }, ["issues:7"]],
    ["issue_comment", { action: "edited", issue: { number: 7 }, repository }, ["issues:7"]],
    ["issue_comment", { action: "created", issue: { number: 7, pull_request: {} }, repository }, ["pullRequests:7"]],
    ["pull_request_review_thread", { action: "resolved", pull_request: { number: 8 }, repository }, ["pullRequests:8"]],
    ["discussion_comment", { action: "created", discussion: { number: 9 }, repository }, ["discussions:9"]],
    ["release", { action: "published", release: { tag_name: "v1/ü" }, repository }, ["releases:v1/ü"]],
    ["repository", { action: "privatized", repository }, ["everything"]],
    [
      "repository",
      {
        action: "renamed",
        changes: { repository: { name: { from: "hello" } } },
        repository: { full_name: "octocat/new" },
      },
      ["everything"],
    ],
    ...(["user", "organization"] as const).map(
      (kind) =>
        [
          "repository",
          {
            action: "transferred",
            changes: { owner: { from: { [kind]: { login: "octocat" } } } },
            repository: { full_name: "acme/hello" },
          },
          ["everything"],
        ] as const,
    ),
    [
      "repository",
      {
        action: "transferred",
        changes: { owner: { from: { user: { login: "mona" } } } },
        repository: { full_name: "acme/hello" },
      },
      "ignored",
    ],
    ["repository", { action: "created", repository }, "ignored"],
    ["repository", { action: "edited", changes: { default_branch: { from: "trunk" } }, repository }, ["everything"]],
    [
      "sub_issues",
      { action: "sub_issue_added", parent_issue: { number: 1 }, sub_issue: { number: 2 }, repository },
      ["issues:1", "issues:2"],
    ],
    [
      "sub_issues",
      {
        action: "sub_issue_added",
        parent_issue: { number: 1 },
        sub_issue: { number: 2 },
        sub_issue_repo: { full_name: "octocat/other" },
        repository,
      },
      ["issues:1"],
    ],
    [
      "sub_issues",
      {
        action: "parent_issue_removed",
        parent_issue: { number: 1 },
        parent_issue_repo: { full_name: "octocat/other" },
        sub_issue: { number: 2 },
        repository,
      },
      ["issues:2"],
    ],
    ["delete", { ref: "main", ref_type: "branch", repository }, ["everything"]],
    ["delete", { ref: "topic", ref_type: "branch", repository }, "ignored"],
    ["installation_repositories", { action: "removed" }, ["everything"]],
    ["issues", { action: "opened", issue: { number: 7 }, repository: { full_name: "octocat/other" } }, "ignored"],
    ["issues", { action: "opened", repository }, "ignored"],
    ["star", { action: "created", repository }, "ignored"],
    ["constructor", { repository }, "ignored"],
    ["ping", { zen: "Keep it simple." }, "ignored"],
  ] as const)("%s %#", (event, payload, expected) => {
    expect(meaning(event, payload)).toEqual(expected);
  });

  it("is the same in a form", () => {
    const payload = JSON.stringify({ action: "opened", issue: { number: 7 }, repository });
    const body = new URLSearchParams({ payload }).toString();
    const delivery = deliver("issues", body, { "content-type": "application/x-www-form-urlencoded" });
    expect(parseDelivery(delivery, config)).toEqual({ type: "changes", changes: { references: ["issues:7"] } });
    expect(parseDelivery(deliver("issues", payload, { "content-type": "text/plain" }), config).type).toBe("ignored");
  });

  it("is nothing for whatever else arrives", () => {
    fc.assert(
      fc.property(fc.constantFrom("push", "issues", "release", "repository"), fc.json(), (event, json) => {
        expect(parseDelivery(deliver(event, json), config).type).toBe("ignored");
      }),
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (body) => {
        expect(parseDelivery({ headers: { "x-github-event": "push" }, body }, config).type).toBe("ignored");
      }),
    );
  });
});

describe("a signature", () => {
  const delivery = deliver("issues", { action: "opened", issue: { number: 7 }, repository });
  const check = (altered: Partial<WebhookDelivery>, secrets: readonly string[] = [SECRET]) => {
    try {
      verifyDelivery({ ...delivery, ...altered }, secrets);
      return "accepted";
    } catch (error) {
      return isSourceError(error) ? error.code : error;
    }
  };
  const signed = (value: string) => check({ headers: { "x-hub-signature-256": value } });
  const right = delivery.headers["X-Hub-Signature-256"] ?? "";

  it("of any of the secrets is accepted, however the header is written", () => {
    expect(check({})).toBe("accepted");
    expect(check({}, ["other", SECRET])).toBe("accepted");
    expect(signed(right)).toBe("accepted");
  });

  it.each([
    ["none", undefined],
    ["empty", ""],
    ["another algorithm", right.replace("sha256", "sha1")],
    ["upper case", right.toUpperCase()],
    ["without its prefix", right.slice(7)],
    ["cut short", right.slice(0, -2)],
    ["too long", `${right}00`],
    ["with white space", ` ${right}`],
    ["twice", `${right}, ${right}`],
    ["a megabyte", `sha256=${"a".repeat(1_000_000)}`],
    ["no hexadecimal", `sha256=${"ü".repeat(64)}`],
  ])("that is %s is refused", (_, value) => {
    expect(value === undefined ? check({ headers: {} }) : signed(value)).toBe("invalid-signature");
  });

  it("of other bytes or another secret is refused", () => {
    const { body } = delivery;
    for (let index = 0; index < body.length; index += 1) {
      const flipped = Buffer.from(body);
      flipped[index] = (flipped[index] ?? 0) ^ 1;
      expect(check({ body: flipped })).toBe("invalid-signature");
    }
    expect(check({}, [])).toBe("invalid-signature");
    expect(check({}, [""])).toBe("invalid-signature");
    expect(check({}, ["another secret"])).toBe("invalid-signature");
  });

  it("covers the largest delivery GitHub sends", () => {
    const body = Buffer.alloc(DELIVERY_MAX_BYTES, "a");
    const signature = `sha256=${createHmac("sha256", SECRET).update(body).digest("hex")}`;
    expect(check({ body, headers: { "x-hub-signature-256": signature } })).toBe("accepted");
    body[DELIVERY_MAX_BYTES - 1] = 0;
    expect(check({ body, headers: { "x-hub-signature-256": signature } })).toBe("invalid-signature");
  });

  it("is not computed over more than GitHub sends", () => {
    const body = Buffer.alloc(DELIVERY_MAX_BYTES + 1);
    const signature = `sha256=${createHmac("sha256", SECRET).update(body).digest("hex")}`;
    expect(check({ body, headers: { "x-hub-signature-256": signature } })).toBe("invalid-signature");
    expect(parseDelivery({ body, headers: { "x-github-event": "push" } }, config).type).toBe("ignored");
  });
});

it("pushes of the fake name the paths they changed, and a pull lists them", async () => {
  await using trial = await createTrial();
  const { fake, repository: hello } = trial;
  await hello.commit({ "a.md": "A\n", "b.md": "B\n" });
  fake.webhooks.addHook({ secret: SECRET });
  const source = trial.source();
  const { cursor } = await source.pull({ mode: "full", cursor: null });
  await hello.commit({ "a.md": "A2\n", "b.md": null, "c.md": "C\n" });
  await fake.webhooks.settle();
  const push = fake.webhooks.deliveries.find(({ event }) => event === "push");
  if (push === undefined) throw new Error("The fake sent no push.");
  await source.webhook?.verify(push, ["old secret", SECRET], 0);
  const outcome = source.webhook?.parse(push);
  if (outcome?.type !== "changes") throw new Error("The push means nothing.");
  const page = await source.pull({ mode: "incremental", cursor, changes: outcome.changes });
  expect(page.cursor).toBe(cursor);
  expect(page.changes.map((change) => (change.type === "document" ? change.document.id : change)).sort()).toEqual(
    [trial.file("a.md"), trial.file("c.md"), { type: "delete", id: trial.file("b.md") }].sort(),
  );
});

it("deliveries out of order, or twice, lead to what is there now", async () => {
  await using trial = await createTrial();
  const { fake, repository: hello } = trial;
  fake.webhooks.addHook({ secret: SECRET });
  const [one, two] = ["One", "Two"].map((title) => hello.openIssue({ title, body: "Body" }));
  if (one === undefined || two === undefined) throw new Error("No issues.");
  const source = trial.source({ files: false });
  const { cursor } = await pullAll(source);
  hello.comment(one, { body: "First." });
  hello.edit(one, { title: "One, better" });
  hello.delete(two);
  await fake.webhooks.settle();
  const hints = fake.webhooks.deliveries.flatMap((delivery) => {
    const outcome = source.webhook?.parse(delivery);
    return outcome?.type === "changes" ? [outcome.changes] : [];
  });
  expect(hints.length).toBeGreaterThanOrEqual(5);
  const outcomes = new Set<string>();
  for (const changes of [...hints.toReversed(), ...hints]) {
    const page = await source.pull({ mode: "incremental", cursor, changes });
    expect(page.cursor).toBe(cursor);
    for (const change of page.changes) outcomes.add(JSON.stringify(change));
  }
  const { references } = await pullAll(trial.source({ files: false }));
  const expected = [
    ...[...references.values()].map((reference) => ({ type: "reference", reference })),
    { type: "delete", id: `github:${hello.id}:issue:2` },
  ];
  expect([...outcomes].sort()).toEqual(expected.map((change) => JSON.stringify(change)).sort());
});

it("does not take a thing for deleted that a webhook named and the credentials may not read whole", async () => {
  await using trial = await createTrial();
  trial.repository.openIssue({ title: "One" });
  const { cursor } = await pullAll(trial.source({ files: false }));
  const data = { repository: { databaseId: trial.repository.id, h0: null } };
  const pulled = async (type: string, path: readonly string[]) =>
    await trial
      .source({ files: false }, { fetch: async () => Response.json({ data, errors: [{ type, path }] }) })
      .pull({ mode: "incremental", cursor, changes: { references: ["issues:1"] } });
  await expect(pulled("FORBIDDEN", ["repository", "h0", "comments"])).rejects.toMatchObject({ code: "forbidden" });
  const gone = { type: "delete", id: `github:${trial.repository.id}:issue:1` };
  expect((await pulled("NOT_FOUND", ["repository", "h0"])).changes).toEqual([gone]);
});
