import { createFakeLinear } from "@tributary/source-linear/testing";
import { createFakeNotion } from "@tributary/source-notion/testing";
import { createFakeSlack } from "@tributary/source-slack/testing";
import { createFakeVercel } from "@tributary/source-vercel/testing";
import { onTestFinished } from "vitest";

/** A fake with something in it, and changes to be told by webhook. */
export interface ChangingProvider {
  readonly kind: string;
  readonly config: Readonly<Record<string, unknown>>;
  readonly credentials: Readonly<Record<string, unknown>>;
  readonly fake: {
    subscribe(subscription: { readonly url: string; readonly secret: string }): unknown;
    settled(): Promise<void>;
    readonly refusals: readonly string[];
  };
  /** Makes the changes. */
  change(): void;
  /** What is to be found afterwards: words, with the title of the document they are in. */
  readonly found: Readonly<Record<string, string>>;
  /** Words that are in nothing any more. */
  readonly gone: readonly string[];
}

async function linear(): Promise<ChangingProvider> {
  const fake = await createFakeLinear();
  onTestFinished(() => fake.close());
  const team = fake.create("Team", { key: "ENG", name: "Engineering" });
  const place = { teamId: team.id, stateId: fake.create("WorkflowState", { teamId: team.id }).id };
  const kept = fake.create("Issue", { ...place, title: "Sails", description: "Patch the mainsail." });
  const binned = fake.create("Issue", { ...place, title: "Oars", description: "Varnish the rowlocks." });
  return {
    kind: "linear",
    config: { workspace: "acme", apiUrl: fake.url },
    credentials: { apiKey: fake.credentials.apiKey },
    fake,
    change() {
      fake.update("Issue", kept.id, { description: "Patch the jib." });
      fake.update("Issue", kept.id, { description: "Patch the genoa." });
      fake.create("Comment", { issueId: kept.id, body: "Bring the sailmakers." });
      fake.trash("Issue", binned.id);
    },
    found: { genoa: "Sails", sailmakers: "Sails" },
    gone: ["mainsail", "jib", "rowlocks"],
  };
}

async function notion(): Promise<ChangingProvider> {
  const fake = await createFakeNotion();
  onTestFinished(() => fake.close());
  const kept = fake.createPage({ title: "Lockkeeping" });
  const [block = ""] = fake.append(kept, { type: "paragraph", content: "Mind the sluice." });
  const binned = fake.createPage({ title: "Dredging", blocks: [{ type: "paragraph", content: "Silt and shingle." }] });
  return {
    kind: "notion",
    config: { workspace: "acme", apiUrl: fake.url },
    credentials: { token: fake.token },
    fake,
    change() {
      fake.updateBlock(block, "Mind the weir.");
      fake.updateBlock(block, "Mind the penstock.");
      fake.append(kept, { type: "paragraph", content: "Grease the windlass." });
      fake.trash(binned);
    },
    found: { penstock: "Lockkeeping", windlass: "Lockkeeping" },
    gone: ["sluice", "weir", "shingle"],
  };
}

async function slack(): Promise<ChangingProvider> {
  const fake = await createFakeSlack();
  onTestFinished(() => fake.close());
  const user = fake.addUser("ada");
  const channel = fake.addChannel("harbour");
  const thread = fake.post(channel, { user, text: "Who mends the spinnaker?" });
  const reply = fake.post(channel, { user, text: "Nobody mentioned grommets.", thread });
  return {
    kind: "slack",
    config: { team: fake.team.id, apiUrl: fake.url },
    credentials: { token: fake.tokens.bot },
    fake,
    change() {
      fake.edit(channel, thread, "Who mends the staysail?");
      fake.edit(channel, thread, "Who mends the topsail?");
      fake.post(channel, { user, text: "The chandler does.", thread });
      fake.remove(channel, reply);
    },
    found: { topsail: "topsail", chandler: "topsail" },
    gone: ["spinnaker", "staysail", "grommets"],
  };
}

async function vercel(): Promise<ChangingProvider> {
  const fake = await createFakeVercel();
  onTestFinished(() => fake.close());
  // Ended long enough ago for its log to be whole.
  const ready = Date.now() - 200_000;
  const { id: project } = fake.createProject({ name: "website" });
  const { id: binned } = fake.createDeployment(project, { meta: { githubCommitMessage: "Buoys are red" } });
  fake.setState(binned, "READY", { ready });
  return {
    kind: "vercel",
    config: { team: fake.teamId, apiUrl: fake.url },
    credentials: { token: fake.token },
    fake,
    change() {
      const { id } = fake.createDeployment(project, { meta: { githubCommitMessage: "Moorings hold more" } });
      fake.setState(id, "BUILDING");
      fake.log(id, "Error: bollard.ts is missing");
      fake.setState(id, "ERROR", { ready, errorMessage: "Command exited with 1" });
      fake.setVariable(project, { key: "JETTY_KEY", value: "never-read", type: "encrypted", target: ["production"] });
      fake.removeDeployment(binned);
    },
    found: { bollard: "Moorings hold more", JETTY_KEY: "website" },
    gone: ["Buoys"],
  };
}

/** Every provider but GitHub, whose convergence has a test of its own. */
export const changingProviders = [linear, notion, slack, vercel];
