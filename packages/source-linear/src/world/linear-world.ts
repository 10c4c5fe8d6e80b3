import type { Source } from "@tributary/source";
import { createSurroundings, joined, type ServiceWorld } from "@tributary/source-testing";
import { expect } from "vitest";
import type { LinearSourceDeps } from "../deps.ts";
import { createLinearSource } from "../source.ts";
import { createFakeLinear, type FakeFaultRule, type FakeLinear } from "../testing/index.ts";

/** When a world begins: long before the changes made to it, so that no pull looks back as far. */
const CREATED = Date.UTC(2026, 0, 5, 9);
const HOUR_MS = 3_600_000;

/** A small workspace, a clock and a network that fails on request. */
export interface LinearWorld extends ServiceWorld<FakeFaultRule> {
  readonly fake: FakeLinear;
  readonly ids: Readonly<Record<string, string>>;
  /** A source with other settings. */
  with(deps: Partial<LinearSourceDeps>, config?: object): Source;
  idOf(kind: string, name: string): string;
}

/**
 * Makes one, with project and initiative updates unless told otherwise, and without connections: `isConnected` has requests
 * go over the network. Nothing in it depends on the machine's clock.
 */
export async function createLinearWorld({
  pageSize = 4,
  updates = true,
  isConnected = false,
} = {}): Promise<LinearWorld> {
  const surroundings = createSurroundings(CREATED, (input, init) =>
    (isConnected ? globalThis.fetch : fake.fetch)(input, init),
  );
  const { clock, service, patience, logged, openWork } = surroundings;
  const fake = await createFakeLinear({ now: surroundings.deps.now });
  const ids: Record<string, string> = {};
  const make = (
    name: string,
    type: Parameters<FakeLinear["create"]>[0],
    fields: Parameters<FakeLinear["create"]>[1],
  ) => {
    clock.now += 1_000;
    const { id } = fake.create(type, fields);
    ids[name] = id;
    return id;
  };

  const teamId = make("team", "Team", { key: "ENG", name: "Engineering" });
  const stateId = make("state", "WorkflowState", { name: "In Progress", type: "started", teamId });
  const issue = { teamId, stateId, creatorId: fake.viewerId };
  const projectId = make("project", "Project", {
    name: "Search",
    teamIds: [teamId],
    statusId: make("status", "ProjectStatus", { name: "In Progress", type: "started" }),
  });
  const parentId = make("first", "Issue", { ...issue, identifier: "ENG-1", title: "Search finds nothing", projectId });
  make("second", "Issue", { ...issue, identifier: "ENG-2", title: "Index is slow", parentId });
  make("third", "Issue", {
    ...issue,
    identifier: "ENG-3",
    title: "Ranking",
    labelIds: [make("label", "IssueLabel", { name: "bug" })],
  });
  make("odd", "Issue", { ...issue, identifier: "ENG-4", title: "Odd", createdAt: "some day" });
  make("binned", "Issue", {
    ...issue,
    identifier: "ENG-5",
    title: "Binned",
    trashed: true,
    archivedAt: "2026-01-02T00:00:00.000Z",
  });
  make("milestone", "ProjectMilestone", { projectId, name: "Beta", description: "Everyone inside uses it." });
  make("update", "ProjectUpdate", { projectId, userId: fake.viewerId, body: "We ship on Friday." });
  make("initiative", "Initiative", { name: "Knowledge", projectIds: [projectId], creatorId: fake.viewerId });
  make("initiativeUpdate", "InitiativeUpdate", {
    initiativeId: ids.initiative ?? "",
    userId: fake.viewerId,
    body: "On track.",
  });
  make("document", "Document", {
    title: "Plan",
    content: "# Plan\n\nFirst this.",
    projectId,
    creatorId: fake.viewerId,
  });
  for (let number = 1; number <= 3; number += 1) {
    make(`comment${number}`, "Comment", {
      issueId: parentId,
      userId: fake.viewerId,
      body: `Comment number ${number}.`,
    });
  }
  clock.now += HOUR_MS;

  const options = updates ? {} : { projectUpdates: false, initiativeUpdates: false };
  const config = { workspace: "acme", apiUrl: fake.url, ...options };
  const withDeps = (deps: Partial<LinearSourceDeps>, more: object = {}) =>
    createLinearSource(
      { ...config, ...more },
      joined(surroundings.deps, {
        credentials: { apiKey: fake.credentials.apiKey },
        pageSize,
        ...deps,
      }),
    );
  const idOf = (kind: string, name: string) => `linear:acme:${kind}:${ids[name]}`;
  const tick = () => {
    clock.now += HOUR_MS / 4;
  };

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
      ...["first", "second", "third"].map((name) => idOf("issue", name)),
      idOf("project", "project"),
      idOf("project-update", "update"),
      idOf("initiative", "initiative"),
      idOf("initiative-update", "initiativeUpdate"),
      idOf("document", "document"),
    ].filter((id) => updates || !id.includes("-update:")),
    failed: { [idOf("issue", "odd")]: "invalid-response" },
    async add() {
      tick();
      make("added", "Issue", { ...issue, identifier: "ENG-6", title: "New" });
      return { changed: [idOf("issue", "added")] };
    },
    async change() {
      tick();
      // A comment, which leaves the issue itself untouched.
      make("comment4", "Comment", { issueId: parentId, userId: fake.viewerId, body: "One more." });
      return { changed: [idOf("issue", "first")] };
    },
    async remove() {
      tick();
      fake.trash("Issue", ids.third ?? "", { touch: false });
      return { removed: [idOf("issue", "third")] };
    },
    secrets: [fake.credentials.apiKey, fake.credentials.accessToken],
    logged,
    openWork,
    async dispose() {
      await fake.close();
      expect(fake.refusals, "What Linear would have refused, or the fake could not answer").toEqual([]);
    },
  };
}
