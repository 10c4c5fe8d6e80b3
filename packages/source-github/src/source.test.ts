import type { Source } from "@tributary/source";
import {
  describeSource,
  type Fault,
  type FaultingFetch,
  type FaultOperation,
  faultingFetch,
  type SourceWorld,
} from "@tributary/source-testing";
import { githubSource } from "./definition.ts";
import { createGitHubSource } from "./source.ts";
import {
  createFakeGitHub,
  type FakeDelivery,
  type FakeFault,
  type FakeGitHub,
  type FakeRepository,
} from "./testing/index.ts";

const SECRET = "a webhook secret of this test";
const START = Date.UTC(2026, 0, 5, 9);
const MINUTE_MS = 60_000;

/** A small repository with everything in it, on a fake whose clock moves only when told. */
interface GitHubWorld extends SourceWorld {
  readonly fake: FakeGitHub;
  readonly repository: FakeRepository;
  readonly deliveries: readonly FakeDelivery[];
  /** Document ids of its conversations. */
  readonly ids: Readonly<Record<"issue" | "pull" | "discussion" | "release", string>>;
  /** Set while the network is down in a way the fake cannot be. */
  network: FaultingFetch;
  withToken(token: string): Source;
}

async function createGitHubWorld(): Promise<GitHubWorld> {
  const fake = await createFakeGitHub({ startAt: START });
  const repository = await fake.createRepository("octocat/hello");
  const token = fake.addToken();
  const logged: unknown[] = [];
  const log = (...entry: unknown[]) => void logged.push(entry);
  const config = { repository: "octocat/hello", baseUrl: fake.url, exclude: ["ignored/"], commits: 20 };
  const later = () => fake.clock.advance(MINUTE_MS);

  const network = faultingFetch(globalThis.fetch);
  const withToken = (given: string) =>
    createGitHubSource(githubSource.configSchema.parse(config), {
      credentials: { token: given },
      now: fake.clock.now,
      fetch: network.fetch,
      logger: { debug: log, info: log, warn: log },
      pageSize: 8,
    });

  const commits: string[] = [];
  const commit = async (files: Parameters<FakeRepository["commit"]>[0], message: string) => {
    later();
    const sha = await repository.commit(files, { message });
    commits.push(sha);
    return sha;
  };
  await commit(
    {
      "README.md": "# Hello\n",
      "src/main.ts": "export const main = 1;\n",
      "src/nested/grüße 100%.txt": "Schöne Grüße\n",
      "old.txt": Buffer.from("Latin \xe4\xf6\xfc, and more of it.\n", "latin1"),
      link: { mode: "120000", content: "README.md" },
      "logo.png": Buffer.concat([Buffer.from("89504e470d0a1a0a", "hex"), Buffer.alloc(2_000)]),
      data: Buffer.from([1, 2, 0, 3]),
      "pnpm-lock.yaml": "lockfileVersion: 9\n",
      "blank.txt": " \n",
      "ignored/secret.txt": "not listed",
      "tributary.yml": "exclude: [drafts/]\n",
      "drafts/idea.md": "not listed either",
    },
    "Begin",
  );
  fake.webhooks.addHook({ secret: SECRET });
  later();
  const issue = repository.openIssue({ title: "It breaks", body: "Always.", labels: ["bug"] });
  repository.comment(issue, { body: "Here too." });
  later();
  const other = repository.openIssue({ title: "Another", body: "More." });
  later();
  await repository.commit({ "src/main.ts": "export const main = 2;\n" }, { branch: "topic", message: "Topic" });
  const pull = await repository.openPull({ title: "Mend it", body: "Fixes it.", head: "topic", closes: [issue] });
  repository.review(pull, {
    state: "CHANGES_REQUESTED",
    body: "Almost.",
    comments: [{ path: "src/main.ts", line: 1, body: "Why two?" }],
  });
  later();
  const discussion = repository.openDiscussion({ title: "How?", body: "I wonder." });
  const answer = repository.commentOnDiscussion(discussion, { body: "Like this." });
  repository.commentOnDiscussion(discussion, { body: "Thanks!", replyTo: answer });
  repository.markAnswer(discussion, answer);
  later();
  await repository.createRelease({ tagName: "v1.0", name: "First", body: "It works." });
  later();
  await fake.webhooks.settle();

  const file = (path: string) => `github:${repository.id}:file:${path}`;
  const is = (type: string, name: number | string) => `github:${repository.id}:${type}:${name}`;

  return {
    fake,
    repository,
    network,
    withToken,
    config,
    source: () => withToken(token),
    async stalled() {
      fake.inject({ fault: { type: "hang" }, times: Number.POSITIVE_INFINITY });
      return withToken(token);
    },
    documents: [
      ...["README.md", "src/main.ts", "src/nested/grüße 100%25.txt", "old.txt", "tributary.yml"].map(file),
      is("issue", issue.number),
      is("issue", other.number),
      is("pull-request", pull.number),
      is("discussion", discussion.number),
      is("release", "v1.0"),
      ...commits.map((sha) => is("commit", sha)),
    ],
    skipped: {
      [file("link")]: "symlink",
      [file("logo.png")]: "binary",
      [file("data")]: "binary",
      [file("pnpm-lock.yaml")]: "generated",
      [file("blank.txt")]: "empty",
    },
    secrets: [token, SECRET],
    logged: () => logged,
    openWork: () => fake.openRequests(),
    async add() {
      const sha = await commit({ "docs/new.md": "New.\n" }, "Add");
      const added = repository.openIssue({ title: "New", body: "Also new." });
      return { changed: [file("docs/new.md"), is("commit", sha), is("issue", added.number)] };
    },
    async change() {
      const sha = await commit({ "src/main.ts": "export const main = 3;\n" }, "Change");
      repository.commentOnDiscussion(discussion, { body: "Me too." });
      repository.comment(pull, { body: "Now?" });
      return {
        changed: [
          file("src/main.ts"),
          is("commit", sha),
          is("discussion", discussion.number),
          is("pull-request", pull.number),
        ],
      };
    },
    async remove() {
      const sha = await commit({ "README.md": null }, "Remove");
      return { changed: [is("commit", sha)], removed: [file("README.md")] };
    },
    dispose: () => fake.close(),
    deliveries: fake.webhooks.deliveries,
    ids: {
      issue: is("issue", issue.number),
      pull: is("pull-request", pull.number),
      discussion: is("discussion", discussion.number),
      release: is("release", "v1.0"),
    },
  };
}

const everywhere = ["validate", "pull", "fetch"] as const satisfies FaultOperation[];

function meeting(
  name: string,
  fault: FakeFault,
  options: { readonly retryAfterMs?: number; readonly operations?: Fault["operations"] } = {},
): Fault<GitHubWorld> {
  const { retryAfterMs, operations = [...everywhere] } = options;
  return {
    name,
    operations,
    async provoke({ fake }) {
      const stop = fake.inject({ fault, times: Number.POSITIVE_INFINITY });
      return {
        ...(retryAfterMs !== undefined && { retryAfterMs }),
        mend: async () => stop(),
      };
    },
  };
}

describeSource<GitHubWorld>({
  definition: githubSource,
  create: createGitHubWorld,
  deletions: "listed",
  webhook: ({ deliveries, ids }) => {
    const example = (event: string, reference: string, lists: string) => {
      const delivery = deliveries.find((candidate) => candidate.event === event);
      if (delivery === undefined) throw new Error(`The fake sent no ${event}.`);
      const { headers, body } = delivery;
      const changes = { references: [reference] };
      return {
        name: event,
        delivery: { headers, body },
        outcome: { type: "changes" as const, changes },
        lists: [lists],
      };
    };
    const numberOf = (id: string) => id.split(":").at(-1);
    const { issue, pull, discussion, release } = ids;
    return {
      secret: SECRET,
      now: START,
      maxAgeMs: null,
      examples: [
        example("issue_comment", `issues:${numberOf(issue)}`, issue),
        example("issues", `issues:${numberOf(issue)}`, issue),
        example("pull_request", `pullRequests:${numberOf(pull)}`, pull),
        example("pull_request_review", `pullRequests:${numberOf(pull)}`, pull),
        example("pull_request_review_comment", `pullRequests:${numberOf(pull)}`, pull),
        example("discussion", `discussions:${numberOf(discussion)}`, discussion),
        example("discussion_comment", `discussions:${numberOf(discussion)}`, discussion),
        example("release", "releases:v1.0", release),
      ],
    };
  },
  faults: {
    "rate-limited": [
      meeting(
        "a secondary limit that says how long",
        { type: "secondary-limit", retryAfter: 30 },
        { retryAfterMs: 30_000 },
      ),
      meeting("the primary limit", { type: "primary-limit", resetIn: 600 }),
    ],
    timeout: [
      meeting("a gateway that gives up", { type: "status", status: 504 }),
      {
        name: "a connection that does not come about in time",
        operations: [...everywhere],
        async provoke({ network }) {
          const mend = network.inject({ fault: { type: "no-connection", code: "ETIMEDOUT" } });
          return { mend: async () => mend() };
        },
      },
    ],
    unavailable: [
      meeting("an internal error", { type: "status", status: 500 }),
      meeting("a connection reset in the body", { type: "reset", afterBytes: 20 }),
      {
        name: "no connection",
        operations: [...everywhere],
        async provoke({ network }) {
          const mend = network.inject({ fault: { type: "no-connection" } });
          return { mend: async () => mend() };
        },
      },
      meeting("JSON that breaks off", { type: "truncate", afterBytes: 20 }),
    ],
    unauthorized: [meeting("a token that was revoked", { type: "bad-credentials" })],
    forbidden: [
      meeting("a token without the permission", {
        type: "status",
        status: 403,
        headers: { "x-accepted-github-permissions": "contents=read" },
        body: '{"message":"Resource not accessible by personal access token"}',
      }),
    ],
    "not-found": [
      {
        name: "the repository is deleted",
        operations: [...everywhere],
        async provoke({ repository }) {
          repository.remove();
          return {};
        },
      },
      {
        name: "the repository is made private and the token is another's",
        operations: [...everywhere],
        async provoke({ fake, repository, withToken }) {
          repository.setPrivate(true);
          const token = fake.addToken({ login: "stranger" });
          return { source: () => withToken(token) };
        },
      },
    ],
    "invalid-config": [
      {
        name: "a tributary.yml that is not valid",
        operations: ["pull"],
        async provoke({ repository }) {
          await repository.commit({ "tributary.yml": "exclude: 7\n" });
          return {};
        },
      },
    ],
    "invalid-response": [
      meeting("a page with status 200", {
        type: "status",
        status: 200,
        headers: { "content-type": "text/html" },
        body: "<html>Sign in</html>",
      }),
    ],
    "cursor-expired": [
      {
        name: "a cursor of another version",
        operations: ["pull"],
        provoke: async () => ({ cursor: '{"v":0}' }),
      },
    ],
  },
});
