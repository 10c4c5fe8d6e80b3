import { createHost } from "@tributary/source-testing";
import { expect, it } from "vitest";
import { type FakeNotion, generateWorkspace } from "./testing/index.ts";
import { expectCensus } from "./world/census.ts";
import { createWorkspace } from "./world/workspace.ts";

const sizes = { pages: 8, rows: 6, depth: 2 };
const STEPS = 40;

type Choose = (most: number) => number;

/** What people do, one thing after the other; the number chooses what they do it to. */
const actions: readonly ((fake: FakeNotion, choose: Choose) => void)[] = [
  (fake, choose) =>
    withOne(fake, "page", choose, (page) => void fake.createPage({ title: `New ${choose(99)}`, in: { page } })),
  (fake, choose) =>
    withOne(fake, "page", choose, (page) => void fake.createPage({ title: "Hidden", in: { page }, isFound: false })),
  (fake, choose) => withOne(fake, "page", choose, (page) => fake.rename(page, `Name ${choose(1_000)}`)),
  (fake, choose) =>
    withOne(
      fake,
      "page",
      choose,
      (page) => void fake.append(page, { type: "toggle", content: `Text ${choose(1_000)}` }),
    ),
  (fake, choose) => withOne(fake, "table", choose, (table) => void fake.createRow(table, `Row ${choose(1_000)}`)),
  (fake, choose) =>
    withOne(fake, "table", choose, (table) => fake.updateTable(table, { description: `Now ${choose(1_000)}` })),
  (fake, choose) =>
    withOne(fake, "page", choose, (page) => void fake.createTable({ title: `Table ${choose(99)}`, in: { page } })),
  (fake, choose) => withOne(fake, "page", choose, (page) => fake.trash(page)),
  (fake, choose) => {
    if (choose(4) === 0) withOne(fake, "table", choose, (table) => fake.trash(table));
  },
  (fake, choose) => {
    if (choose(4) === 0) withOne(fake, "page", choose, (page) => fake.unshare(page));
  },
  (fake) => void fake.createPage({ title: "At the top" }),
];

function withOne(fake: FakeNotion, type: "page" | "table", choose: Choose, act: (id: string) => void): void {
  const ids = [...fake.census().documents].filter(([, entry]) => entry.type === type).map(([id]) => id);
  const id = ids[choose(Math.max(1, ids.length))];
  if (id !== undefined) act(id);
}

it.each([1, 2, 3, 4])(
  "comes to the same as reading everything afresh, whatever happens between pulls (%i)",
  async (start) => {
    let seed = start * 7_919;
    const choose: Choose = (most) => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return Math.floor((seed / 2_147_483_648) * most);
    };
    const { notion, make, later } = await createWorkspace();
    try {
      generateWorkspace(notion, (milliseconds) => later(milliseconds / 60_000), sizes);
      later();
      const quick = () => make({ walkRows: true }, { fetch: notion.fetch, pageSize: 4 });
      const held = createHost();
      await held.sync(quick());
      for (let step = 0; step < STEPS; step += 1) {
        later(choose(4));
        actions[choose(actions.length)]?.(notion, choose);
        if (choose(4) === 0) await held.sync(quick());
      }
      // The daily census comes round.
      later(25 * 60);
      await held.sync(quick());

      const afresh = createHost();
      await afresh.sync(quick(), "full");
      expectCensus(afresh.documents, notion);
      expectCensus(held.documents, notion);
      for (const [id, document] of afresh.documents) expect(held.documents.get(id)?.version, id).toBe(document.version);
      expect(notion.refusals).toEqual([]);
    } finally {
      await notion.close();
    }
  },
);
