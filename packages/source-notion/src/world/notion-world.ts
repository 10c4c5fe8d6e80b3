import type { Source } from "@tributary/source";
import { createSurroundings, joined, type ServiceWorld } from "@tributary/source-testing";
import { expect } from "vitest";
import type { Kind } from "../context.ts";
import type { NotionSourceDeps } from "../deps.ts";
import { createNotionSource } from "../source.ts";
import { createFakeNotion, type FakeFaultRule, type FakeNotion, words } from "../testing/index.ts";

/** When a world begins: long before the changes made to it, so that no pull looks back as far. */
const CREATED = Date.UTC(2026, 0, 5, 9);
const HOUR_MS = 3_600_000;

/** A small workspace, a clock and a network that fails on request. */
export interface NotionWorld extends ServiceWorld<FakeFaultRule> {
  readonly fake: FakeNotion;
  /** Notion's ids by name. */
  readonly ids: Readonly<Record<"handbook" | "hidden" | "tasks" | "task" | "old" | "trashed", string>>;
  /** A source with other settings. */
  with(deps: Partial<NotionSourceDeps>, config?: object): Source;
  idOf(kind: Kind, id: string): string;
}

/** Makes one; nothing in it depends on the machine's clock. */
export async function createNotionWorld({ pageSize = 2 } = {}): Promise<NotionWorld> {
  const surroundings = createSurroundings(CREATED);
  const { clock, service, patience, logged, openWork } = surroundings;
  const fake = await createFakeNotion({ now: surroundings.deps.now });
  const tick = (milliseconds = 61_000) => {
    clock.now += milliseconds;
  };

  const handbook = fake.createPage({
    title: "Handbook",
    blocks: [
      { type: "heading_1", content: { rich_text: words("How we work"), is_toggleable: false } },
      { type: "toggle", content: "More", children: [{ type: "paragraph", content: "Nested deep" }] },
      {
        type: "image",
        content: {
          type: "file",
          file: { url: "https://prod-files-secure.s3.us-west-2.amazonaws.com/a/b/plan.png" },
          caption: words("The plan"),
        },
      },
    ],
  });
  tick();
  // Found in its parent only.
  const hidden = fake.createPage({
    title: "Onboarding",
    in: { page: handbook },
    isFound: false,
    blocks: [{ type: "paragraph", content: "First day" }],
  });
  fake.comment({ page: handbook }, "Is this still true?");
  tick();
  const tasks = fake.createTable({
    title: "Tasks",
    in: { page: handbook },
    columns: { Estimate: "number", Status: "status" },
  });
  tick();
  const task = fake.createRow(tasks, "Index pages", { Estimate: 5, Status: { id: "1", name: "Doing", color: "blue" } });
  const old = fake.createRow(tasks, "Rank results", { Estimate: 8 });
  const trashed = fake.createPage({ title: "Draft" });
  fake.trash(trashed);
  tick(2 * HOUR_MS);

  const config = { workspace: "acme", apiUrl: fake.url };
  const withDeps = (deps: Partial<NotionSourceDeps>, more: object = {}) =>
    createNotionSource(
      { ...config, ...more },
      joined(surroundings.deps, {
        credentials: { token: fake.token },
        pageSize,
        patienceMs: 0,
        ...deps,
      }),
    );
  const idOf = (kind: Kind, id: string) => `notion:acme:${kind}:${id}`;

  return {
    fake,
    service,
    patience,
    clock,
    ids: { handbook, hidden, tasks, task, old, trashed },
    config,
    idOf,
    with: withDeps,
    source: () => withDeps({}),
    async stalled() {
      surroundings.stall();
      return withDeps({});
    },
    documents: [...[handbook, hidden, task, old].map((id) => idOf("page", id)), idOf("table", tasks)],
    async add() {
      tick(HOUR_MS / 4);
      const id = fake.createPage({ title: "New", in: { page: hidden }, isFound: false });
      // What it is in has changed with it.
      return { changed: [idOf("page", id), idOf("page", hidden)] };
    },
    async change() {
      tick(HOUR_MS / 4);
      fake.setValue(task, "Estimate", 13);
      return { changed: [idOf("page", task)] };
    },
    async remove() {
      tick(HOUR_MS / 4);
      fake.trash(old);
      return { removed: [idOf("page", old)] };
    },
    secrets: [fake.token],
    logged,
    openWork,
    async dispose() {
      await fake.close();
      expect(fake.refusals, "What Notion would have refused, or the fake could not answer").toEqual([]);
    },
  };
}
