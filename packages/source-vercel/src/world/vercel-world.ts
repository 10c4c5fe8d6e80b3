import type { Source } from "@tributary/source";
import { createSurroundings, joined, type ServiceWorld } from "@tributary/source-testing";
import { expect } from "vitest";
import type { Kind } from "../context.ts";
import type { VercelSourceDeps } from "../deps.ts";
import { createVercelSource } from "../source.ts";
import { createFakeVercel, type FakeFaultRule, type FakeVercel } from "../testing/index.ts";

/** When a world begins: long before the changes made to it, so that no pull looks back as far. */
const CREATED = Date.UTC(2026, 0, 5, 9);
const HOUR_MS = 3_600_000;

/** A value no document, cursor, log line or error may hold. */
const VALUE = "value-of-a-variable-7c1d9e";

/** A small team, a clock and a network that fails on request. */
export interface VercelWorld extends ServiceWorld<FakeFaultRule> {
  readonly fake: FakeVercel;
  /** Vercel's ids by name. */
  readonly ids: Readonly<Record<string, string>>;
  /** A source with other settings. */
  with(deps: Partial<VercelSourceDeps>, config?: object): Source;
  idOf(kind: Kind, name: string): string;
}

/** Makes one; nothing in it depends on the machine's clock. */
export async function createVercelWorld({ pageSize = 2 } = {}): Promise<VercelWorld> {
  const surroundings = createSurroundings(CREATED);
  const { clock, service, patience, logged, openWork } = surroundings;
  const fake = await createFakeVercel({ now: surroundings.deps.now });
  const ids: Record<string, string> = {};
  const tick = (milliseconds = 1_000) => {
    clock.now += milliseconds;
  };

  const link = { type: "github", org: "acme", repo: "website", repoId: 1, productionBranch: "main" };
  ids.website = fake.createProject({ name: "website", buildCommand: "pnpm build", link }).id;
  ids.docs = fake.createProject({ name: "docs", framework: "astro" }).id;
  const target = ["production", "preview"];
  fake.setVariable(ids.website, { key: "DATABASE_URL", value: VALUE, type: "plain", target });
  fake.setVariable(ids.website, { key: "API_TOKEN", value: `${VALUE}-encrypted`, type: "encrypted", target });

  const deploy = (name: string, project: string, message: string) => {
    tick();
    const { id } = fake.createDeployment(ids[project] ?? "", {
      target: "production",
      meta: {
        githubCommitSha: "0123456789abcdef0123456789abcdef01234567",
        githubCommitRef: "main",
        githubCommitMessage: message,
        githubCommitAuthorLogin: "ada",
        githubCommitOrg: "acme",
        githubCommitRepo: project,
      },
    });
    ids[name] = id;
    return id;
  };
  const build = (id: string) => {
    tick();
    fake.setState(id, "BUILDING");
    fake.log(id, { text: 'Running "pnpm build"', type: "command" });
    tick(20_000);
  };
  const ready = deploy("ready", "website", "Search finds more");
  build(ready);
  fake.setState(ready, "READY", { readySubstate: "PROMOTED" });
  fake.addCheck(ready, { name: "Lighthouse", status: "completed", conclusion: "succeeded" });
  const failed = deploy("failed", "website", "Index is slow");
  build(failed);
  fake.log(failed, { text: "Type error: Cannot find name 'index'.", type: "stderr" }, "Error: Command exited with 1");
  fake.setState(failed, "ERROR", { errorCode: "BUILD_FAILED", errorMessage: "Command exited with 1" });
  const docs = deploy("docsReady", "docs", "Ranking explained");
  build(docs);
  fake.setState(docs, "READY");
  const deleted = deploy("deleted", "docs", "Deleted");
  fake.setState(deleted, "DELETED", { deleted: clock.now });
  tick(HOUR_MS);
  const building = deploy("building", "website", "Still going");
  build(building);
  tick(HOUR_MS / 2);

  const config = { team: fake.teamId, apiUrl: fake.url };
  const withDeps = (deps: Partial<VercelSourceDeps>, more: object = {}) =>
    createVercelSource(
      { ...config, ...more },
      joined(surroundings.deps, {
        credentials: { token: fake.token },
        pageSize,
        ...deps,
      }),
    );
  const idOf = (kind: Kind, name: string) => `vercel:${fake.teamId}:${kind}:${ids[name]}`;

  return {
    fake,
    service,
    patience,
    clock,
    ids,
    config,
    idOf,
    with: withDeps,
    source: () => withDeps({}),
    async stalled() {
      surroundings.stall();
      return withDeps({});
    },
    documents: [
      idOf("project", "website"),
      idOf("project", "docs"),
      ...["ready", "failed", "docsReady", "building"].map((name) => idOf("deployment", name)),
    ],
    async add() {
      tick(HOUR_MS / 4);
      deploy("added", "docs", "New");
      return { changed: [idOf("deployment", "added")] };
    },
    async change() {
      tick(HOUR_MS / 4);
      // A build that ends: nothing a list of new deployments shows.
      fake.setState(building, "READY");
      return { changed: [idOf("deployment", "building")] };
    },
    async remove() {
      tick(HOUR_MS / 4);
      fake.removeDeployment(docs);
      return { removed: [idOf("deployment", "docsReady")] };
    },
    // The values of variables are secrets as much as the token is.
    secrets: [fake.token, VALUE],
    logged,
    openWork,
    async dispose() {
      await fake.close();
      expect(fake.refusals, "What Vercel would have refused, or the fake could not answer").toEqual([]);
      expect(fake.valuesRequested, "Values of environment variables asked for").toEqual([]);
    },
  };
}
