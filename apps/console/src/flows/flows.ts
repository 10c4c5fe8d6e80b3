import { createFakeGitHub } from "@tributary/source-github/testing";
import { createFakeLinear } from "@tributary/source-linear/testing";
import { createFakeNotion } from "@tributary/source-notion/testing";
import { createFakeSlack } from "@tributary/source-slack/testing";
import { createFakeVercel } from "@tributary/source-vercel/testing";

/** A word nobody used before, and the document it is to be found in. */
export interface Hit {
  readonly word: string;
  /** What its title contains. */
  readonly title: string;
}

/** One way from something that happens at a provider to a search hit, over a fake of the provider. */
export interface Flow {
  readonly name: string;
  readonly kind: string;
  readonly config: Readonly<Record<string, unknown>>;
  readonly credentials: Readonly<Record<string, unknown>>;
  /** Has the provider tell an address of everything that happens from now on, signed with the secret. */
  subscribe(subscription: { readonly url: string; readonly secret: string }): void;
  /** Has it happen with a word of its own. */
  happen(word: string): Promise<Hit>;
  /** Waits until every delivery so far has been answered. */
  settled(): Promise<void>;
  /** What the fake was asked for and does not have: nothing, when all is well. */
  readonly refusals: readonly string[];
  close(): Promise<void>;
}

async function githubPush(): Promise<Flow> {
  const fake = await createFakeGitHub();
  const repository = await fake.createRepository("acme/birds");
  await repository.commit({ "README.md": "# Birds\n\nThe kestrel hovers.\n" });
  return {
    name: "GitHub push",
    kind: "github",
    config: { repository: "acme/birds", baseUrl: fake.url },
    credentials: { token: fake.addToken() },
    subscribe: (subscription) => void fake.webhooks.addHook(subscription),
    async happen(word) {
      await repository.commit({ [`src/about-${word}.md`]: `# Wings\n\nEvery ${word} flies.\n` });
      return { word, title: `about-${word}.md` };
    },
    settled: () => fake.webhooks.settle(),
    refusals: fake.refusals,
    close: () => fake.close(),
  };
}

async function linearIssue(): Promise<Flow> {
  const fake = await createFakeLinear();
  const team = fake.create("Team", { key: "ENG", name: "Engineering" });
  const place = { teamId: team.id, stateId: fake.create("WorkflowState", { teamId: team.id }).id };
  fake.create("Issue", { ...place, title: "Sails", description: "The mainsail is torn." });
  return {
    name: "new Linear issue",
    kind: "linear",
    config: { workspace: "acme", apiUrl: fake.url },
    credentials: { apiKey: fake.credentials.apiKey },
    subscribe: (subscription) => void fake.subscribe(subscription),
    async happen(word) {
      const title = `Rudder of ${word}`;
      fake.create("Issue", { ...place, title, description: `The tiller creaks: ${word}.` });
      return { word, title };
    },
    settled: () => fake.settled(),
    refusals: fake.refusals,
    close: () => fake.close(),
  };
}

async function slackReply(): Promise<Flow> {
  const fake = await createFakeSlack();
  const user = fake.addUser("ada");
  const channel = fake.addChannel("harbour");
  const hoursAgo = (hours: number) => `${Math.floor(Date.now() / 1_000) - hours * 3_600}.000100`;
  const thread = fake.post(channel, { user, text: "Who mends the spinnaker?", ts: hoursAgo(30) });
  fake.post(channel, { user, text: "The sailmaker.", thread, ts: hoursAgo(29) });
  return {
    name: "Slack thread reply",
    kind: "slack",
    config: { team: fake.team.id, apiUrl: fake.url },
    credentials: { token: fake.tokens.bot },
    subscribe: (subscription) => void fake.subscribe(subscription),
    async happen(word) {
      fake.post(channel, { user, text: `Quickly, the ${word} frayed.`, thread });
      return { word, title: "spinnaker" };
    },
    settled: () => fake.settled(),
    refusals: fake.refusals,
    close: () => fake.close(),
  };
}

async function vercelFailure(): Promise<Flow> {
  const fake = await createFakeVercel();
  const project = fake.createProject({ name: "website" });
  // Ended long enough ago for its log to be whole.
  const ready = Date.now() - 200_000;
  const first = fake.createDeployment(project.id, { meta: { githubCommitMessage: "Buoys are red" } });
  fake.setState(first.id, "READY", { ready });
  return {
    name: "Vercel failed build",
    kind: "vercel",
    config: { team: fake.teamId, apiUrl: fake.url },
    credentials: { token: fake.token },
    subscribe: (subscription) => void fake.subscribe(subscription),
    async happen(word) {
      const title = `Moorings for ${word}`;
      const deployment = fake.createDeployment(project.id, { meta: { githubCommitMessage: title } });
      fake.setState(deployment.id, "BUILDING");
      fake.log(deployment.id, 'Running "pnpm build"', `Error: ${word}.ts is missing`, "Error: exited with 1");
      fake.setState(deployment.id, "ERROR", { ready, errorMessage: 'Command "pnpm build" exited with 1' });
      return { word, title };
    },
    settled: () => fake.settled(),
    refusals: fake.refusals,
    close: () => fake.close(),
  };
}

async function notionEdit(): Promise<Flow> {
  const fake = await createFakeNotion();
  const page = fake.createPage({ title: "Lockkeeping", blocks: [{ type: "paragraph", content: "Mind the sluice." }] });
  return {
    name: "Notion edit",
    kind: "notion",
    config: { workspace: "acme", apiUrl: fake.url },
    credentials: { token: fake.token },
    subscribe: (subscription) => void fake.subscribe(subscription),
    async happen(word) {
      fake.append(page, { type: "paragraph", content: `The ${word} is greased.` });
      return { word, title: "Lockkeeping" };
    },
    settled: () => fake.settled(),
    refusals: fake.refusals,
    close: () => fake.close(),
  };
}

/** Starts the fakes of the five flows: GitHub, Linear, Slack, Vercel and Notion. */
export function startFlows(): Promise<Flow[]> {
  return Promise.all([githubPush, linearIssue, slackReply, vercelFailure, notionEdit].map((start) => start()));
}
