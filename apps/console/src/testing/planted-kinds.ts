import { createFakeGitHub, signDelivery as signGitHub } from "@tributary/source-github/testing";
import { createFakeLinear, signDelivery as signLinear } from "@tributary/source-linear/testing";
import { createFakeNotion, signDelivery as signNotion } from "@tributary/source-notion/testing";
import { createFakeSlack, eventCallback, signDelivery as signSlack } from "@tributary/source-slack/testing";
import { createFakeVercel, signDelivery as signVercel } from "@tributary/source-vercel/testing";
import { onTestFinished } from "vitest";

/** An answer that repeats what a request was signed with, from a request on. */
export interface EchoRule {
  readonly fault: {
    readonly type: "status";
    readonly status: number;
    readonly body: string;
    readonly headers: Readonly<Record<string, string>>;
  };
  readonly after?: number;
}

/** A provider that knows a planted credential. */
export interface PlantedProvider {
  readonly kind: string;
  readonly config: Readonly<Record<string, unknown>>;
  readonly credentials: Readonly<Record<string, unknown>>;
  /** Credentials of the same form that it refuses. */
  readonly wrong: Readonly<Record<string, unknown>>;
  /** What of the credentials is secret: there are secrets made while it works, too. */
  secrets(): Readonly<Record<string, string>>;
  /** Makes requests fail; the function returned stops it. */
  fail(rule: EchoRule): () => void;
  /** Further ways to fail, each started by its function. */
  readonly faults?: readonly (() => () => void)[];
  /** A delivery that is kept and changes nothing; absent where another source is sent the same. */
  readonly sign?: (secret: string) => {
    readonly headers: Readonly<Record<string, string>>;
    readonly body: Uint8Array;
  };
}

/** Characters that are written otherwise in JSON, addresses and shells. */
const odd = '+/="canary&\\never%seen';

/** A token of a form, and one that is as good as it but for the provider. */
const token = (prefix: string) => ({ right: `${prefix}Right${odd}`, wrong: `${prefix}Wrong${odd}` });

function closing<Fake extends { close(): Promise<void> }>(fake: Fake): Fake {
  onTestFinished(() => fake.close());
  return fake;
}

/** How often a request is failed at the most: more than any client tries again. */
const ALWAYS = 1_000;

async function githubToken(): Promise<PlantedProvider> {
  const fake = closing(await createFakeGitHub());
  const repository = await fake.createRepository("acme/birds");
  await repository.commit({ "README.md": "# Birds\n\nThe kestrel hovers.\n" });
  const right = fake.addToken();
  const { wrong } = token("ghp_");
  const faults = [
    { type: "bad-gateway" },
    { type: "reset", afterBytes: 20 },
    { type: "truncate", afterBytes: 20 },
    { type: "secondary-limit", retryAfter: 60 },
    { type: "status", status: 403, body: JSON.stringify({ message: `The token ${right} may not do this.` }) },
  ] as const;
  return {
    kind: "github",
    config: { repository: "acme/birds", baseUrl: fake.url },
    credentials: { token: right },
    wrong: { token: wrong },
    secrets: () => ({ token: right, "wrong token": wrong }),
    fail: (rule) => fake.inject({ times: ALWAYS, ...rule }),
    faults: faults.map((fault) => () => fake.inject({ fault, times: ALWAYS })),
    sign: (secret) =>
      signGitHub({ event: "issues", payload: { repository: { full_name: "acme/birds" }, action: "opened" }, secret }),
  };
}

/** A GitHub App: its key signs it in, and the tokens it gets for it are as secret. */
async function githubApp(): Promise<PlantedProvider> {
  const fake = closing(await createFakeGitHub());
  const repository = await fake.createRepository("acme/nests");
  await repository.commit({ "README.md": "# Nests\n\nThe linnet lines hers.\n" });
  const app = fake.addApp();
  const { id: installationId } = app.install("acme");
  const sign = { appId: app.id, privateKey: app.privateKey, installationId };
  // One line says as much as all of them, which stand under each other in one form and beside each other in another.
  const [, firstLine = "", secondLine = ""] = app.privateKey.split("\n");
  return {
    kind: "github",
    config: { repository: "acme/nests", baseUrl: fake.url },
    credentials: sign,
    wrong: { ...sign, appId: app.id + 1 },
    secrets: () => ({
      "first line of the private key": firstLine,
      "second line of the private key": secondLine,
      ...Object.fromEntries([...fake.world.tokens.keys()].map((made, n) => [`installation token ${n}`, made])),
    }),
    fail: (rule) => fake.inject({ times: ALWAYS, ...rule }),
  };
}

async function linear(): Promise<PlantedProvider> {
  const { right, wrong } = token("lin_api_");
  const fake = closing(await createFakeLinear({ credentials: { apiKey: right } }));
  const team = fake.create("Team", { key: "ENG", name: "Engineering" });
  const place = { teamId: team.id, stateId: fake.create("WorkflowState", { teamId: team.id }).id };
  fake.create("Issue", { ...place, title: "Sails", description: "Patch the mainsail." });
  return {
    kind: "linear",
    config: { workspace: "acme", apiUrl: fake.url },
    credentials: { apiKey: right },
    wrong: { apiKey: wrong },
    secrets: () => ({ "API key": right, "wrong API key": wrong }),
    fail: fake.fail,
    sign: (secret) =>
      signLinear({ action: "create", type: "Reaction", data: {}, delivery: "one", at: Date.now() }, secret),
  };
}

async function notion(): Promise<PlantedProvider> {
  const { right, wrong } = token("ntn_");
  const fake = closing(await createFakeNotion({ token: right }));
  fake.createPage({ title: "Lockkeeping", blocks: [{ type: "paragraph", content: "Mind the sluice." }] });
  return {
    kind: "notion",
    config: { workspace: "acme", apiUrl: fake.url },
    credentials: { token: right },
    wrong: { token: wrong },
    secrets: () => ({ token: right, "wrong token": wrong }),
    fail: fake.fail,
    sign: (secret) => signNotion({ type: "view.created", entity: { id: "one", type: "view" }, at: 0 }, secret),
  };
}

async function slack(): Promise<PlantedProvider> {
  const fake = closing(await createFakeSlack());
  const channel = fake.addChannel("harbour");
  fake.post(channel, { user: fake.addUser("ada"), text: "Who mends the spinnaker?" });
  const { bot } = fake.tokens;
  const { wrong } = token("xoxb-");
  return {
    kind: "slack",
    config: { team: fake.team.id, apiUrl: fake.url },
    credentials: { token: bot },
    wrong: { token: wrong },
    secrets: () => ({ token: bot, "wrong token": wrong }),
    fail: fake.fail,
    sign: (secret) => signSlack(eventCallback(fake.team.id, { type: "reaction_added" }, "Ev1", 0), secret, Date.now()),
  };
}

async function vercel(): Promise<PlantedProvider> {
  const { right, wrong } = token("vcp_");
  const fake = closing(await createFakeVercel({ token: right }));
  const { id: project } = fake.createProject({ name: "website" });
  const variable = "value-of-a-variable+never/read";
  fake.setVariable(project, { key: "JETTY_KEY", value: variable, type: "encrypted", target: ["production"] });
  return {
    kind: "vercel",
    config: { team: fake.teamId, apiUrl: fake.url },
    credentials: { token: right },
    wrong: { token: wrong },
    secrets: () => ({ token: right, "wrong token": wrong, "value of a variable": variable }),
    fail: fake.fail,
    sign: (secret) => signVercel({ type: "budget.reached", payload: {}, at: 0, id: "one" }, secret),
  };
}

/** Starts a fake of every provider that is signed in to, with something to sync: GitHub's twice, for its two ways. */
export function startPlantedProviders(): Promise<PlantedProvider[]> {
  return Promise.all([githubToken, githubApp, linear, notion, slack, vercel].map((start) => start()));
}
