import { createHost, fetchDocument, fetchIds, ownId, pullAll } from "@tributary/source-testing";
import { afterEach, describe, expect, it } from "vitest";
import { type FakeNotion, words } from "../testing/index.ts";
import { expectCensus } from "../world/census.ts";
import { createWorkspace, ownIds } from "../world/workspace.ts";

let notion: FakeNotion | undefined;
afterEach(async () => {
  const refusals = notion?.refusals;
  await notion?.close();
  expect(refusals ?? []).toEqual([]);
});

async function begin(options: Parameters<typeof createWorkspace>[0] = {}) {
  const made = await createWorkspace(options);
  notion = made.notion;
  return made;
}

describe("a complete listing", () => {
  it("finds pages and tables that search does not show", async () => {
    const { notion, make, later } = await begin();
    const top = notion.createPage({ title: "Top" });
    const [toggle = ""] = notion.append(top, { type: "toggle", content: "More" });
    const below = notion.createPage({ title: "Below", in: { block: toggle }, isFound: false });
    const deep = notion.createPage({ title: "Deep", in: { page: below }, isFound: false });
    const table = notion.createTable({ title: "Hidden table", in: { page: deep }, isFound: false });
    const row = notion.createRow(table, "Row");
    notion.setFound(row, false);
    later();
    const read = await pullAll(make(), "full", null);
    expect(read.complete).toBe(true);
    expect(ownIds(read)).toEqual([top, below, deep, row].sort());
    expect(ownIds(read, "table")).toEqual([table]);
    expect(read.references).toHaveLength(5);
  });

  it("finds a table through a row that search shows", async () => {
    const { notion, make, later } = await begin();
    const table = notion.createTable({ title: "Hidden table", isFound: false });
    const rows = [notion.createRow(table, "Shown"), notion.createRow(table, "Not shown")];
    notion.setFound(rows[1] ?? "", false);
    later();
    const read = await pullAll(make(), "full", null);
    expect(ownIds(read)).toEqual(rows.sort());
    expect(ownIds(read, "table")).toEqual([table]);
  });

  it("remembers rows with pages in them, so that search leaving one out deletes nothing", async () => {
    const { notion, make, later, pageId } = await begin();
    const table = notion.createTable({ title: "Tasks" });
    const row = notion.createRow(table, "Task");
    const inside = notion.createPage({ title: "Inside", in: { page: row } });
    later();
    const first = await pullAll(make(), "full", null);
    expect(ownIds(first)).toEqual([row, inside].sort());
    notion.setFound(inside, false);
    later(25 * 60);
    const second = await pullAll(make(), "incremental", first.cursor);
    expect(second.complete).toBe(true);
    expect(second.references.map(({ id }) => id)).toContain(pageId(inside));
  });

  it("looks into every row when asked to", async () => {
    const { notion, make, later } = await begin();
    const row = notion.createRow(notion.createTable({ title: "Tasks" }), "Task");
    const inside = notion.createPage({ title: "Inside", in: { page: row }, isFound: false });
    later();
    expect(ownIds(await pullAll(make(), "full", null))).toEqual([row]);
    expect(ownIds(await pullAll(make({ walkRows: true }), "full", null))).toEqual([row, inside].sort());
  });

  it("lists a row that is shared without its table", async () => {
    const { notion, make, later } = await begin();
    const table = notion.createTable({ title: "Private" });
    const row = notion.createRow(table, "Shared");
    notion.createRow(table, "Not shared");
    notion.unshare(table);
    notion.share(row);
    later();
    const read = await pullAll(make(), "full", null);
    expect(read.references.map(({ id }) => id.split(":").at(-1))).toEqual([row]);
  });

  it("leaves rows out when they are not wanted", async () => {
    const { notion, make, later } = await begin();
    const table = notion.createTable({ title: "Tasks" });
    notion.createRow(table, "Row");
    const page = notion.createPage({ title: "Page" });
    later();
    const read = await pullAll(make({ rows: false }), "full", null);
    expect([...ownIds(read), ...ownIds(read, "table")]).toEqual([page, table]);
  });

  it("reads tables longer than a query, in windows, each row once", async () => {
    const { notion, make, later } = await begin({ queryLimit: 150 });
    const table = notion.createTable({ title: "Long" });
    for (let index = 0; index < 700; index += 1) {
      notion.createRow(table, `Row ${index}`);
      if (index % 30 === 29) later(1);
    }
    later();
    const held = createHost();
    const quick = () => make({}, { fetch: notion.fetch });
    expect((await held.sync(quick(), "full")).complete).toBe(true);
    expectCensus(held.documents, notion);
    const read = await pullAll(quick(), "full", null);
    expect(read.references).toHaveLength(701);
  });

  it("is not complete when more rows have one time than Notion lists, and still has the others", async () => {
    const { notion, make, later } = await begin({ queryLimit: 120 });
    const table = notion.createTable({ title: "Imported" });
    for (let index = 0; index < 200; index += 1) notion.createRow(table, `Row ${index}`);
    later(2);
    const late = notion.createRow(table, "Late");
    later();
    const warnings: string[] = [];
    const warn = (_fields: object, message: string) => void warnings.push(message);
    const read = await pullAll(make({}, { logger: { debug: warn, info: warn, warn } }), "full", null);
    expect(read.complete).toBe(false);
    expect(ownIds(read)).toContain(late);
    expect(ownIds(read)).toHaveLength(121);
    expect(warnings.join(" ")).toMatch(/same time than Notion lists/);
  });

  it("is not complete when search says that it left something out", async () => {
    const { notion, make } = await begin();
    notion.createPage({ title: "Page" });
    const request_status = { type: "incomplete", incomplete_reason: "query_result_limit_reached" };
    notion.fail({
      route: "/v1/search",
      times: 1,
      fault: { type: "alter", alter: (answer) => ({ ...answer, request_status }) },
    });
    expect((await pullAll(make(), "full", null)).complete).toBe(false);
  });

  it("lists a page or row that is not as documented, fails on it, and has the others", async () => {
    const { notion, make, later, pageId } = await begin();
    const good = notion.createPage({ title: "Good" });
    const strange = notion.createPage({ title: "Strange" });
    const row = notion.createRow(notion.createTable({ title: "Tasks" }), "Strange row");
    const inside = notion.createPage({ title: "Strange as well", in: { page: good }, isFound: false });
    later();
    const spoil = (thing: Record<string, unknown>) =>
      [strange, row, inside].includes(String(thing.id)) ? { ...thing, last_edited_time: 7 } : thing;
    const results = (answer: Record<string, unknown>) => answer.results as Record<string, unknown>[];
    notion.fail({
      route: /search|query/,
      fault: { type: "alter", alter: (answer) => ({ ...answer, results: results(answer).map(spoil) }) },
    });
    notion.fail({ route: "/v1/pages/{}", fault: { type: "alter", alter: spoil } });
    const read = await pullAll(make(), "full", null);
    // What is in such a page is not known.
    expect(read.complete).toBe(false);
    expect(ownIds(read)).toEqual([good, strange, row, inside].sort());
    const [fine, ...failed] = await fetchIds(make(), pageId(good), pageId(strange), pageId(row), pageId(inside));
    expect(fine?.type).toBe("document");
    for (const result of failed) expect(result).toMatchObject({ type: "failed", error: { code: "invalid-response" } });
  });

  it.each(["/v1/search", "/v1/data_sources/{}/query"])("believes no list that is empty once (%s)", async (route) => {
    const { notion, make, later } = await begin();
    const top = notion.createPage({ title: "Top" });
    notion.createPage({ title: "Below", in: { page: top } });
    notion.createRow(notion.createTable({ title: "Tasks" }), "Row");
    later();
    const empty = { results: [], has_more: false, next_cursor: null };
    for (const after of [0, 1, 2, 3]) {
      const mend = notion.fail({
        route,
        after,
        times: 1,
        fault: { type: "alter", alter: (answer) => ({ ...answer, ...empty }) },
      });
      const held = createHost();
      expect((await held.sync(make(), "full")).complete).toBe(true);
      mend();
      expectCensus(held.documents, notion);
    }
  });

  it("shows by absence what is no longer shared, with all that is below", async () => {
    const { notion, make, later } = await begin();
    const secret = notion.createPage({ title: "Secret" });
    notion.createPage({ title: "Below", in: { page: secret } });
    const kept = notion.createPage({ title: "Kept" });
    later();
    const held = createHost();
    await held.sync(make(), "full");
    notion.unshare(secret);
    later();
    expect((await held.sync(make())).deleted).toEqual([]);
    later(25 * 60);
    expect((await held.sync(make())).deleted).toHaveLength(2);
    expect([...held.documents.values()].map(({ id }) => id.split(":").at(-1))).toEqual([kept]);
  });
});

describe("an incremental pull", () => {
  it("reads what was edited twice in one minute at once, and once more when the minute is over", async () => {
    const { notion, make, clock, later } = await begin();
    const id = notion.createPage({ title: "Page" });
    const [block = ""] = notion.append(id, { type: "paragraph", content: "First" });
    const held = createHost();
    await held.sync(make(), "full");
    clock.now += 10_000;
    notion.updateBlock(block, "Second");
    expect((await held.sync(make())).stored.map(ownId)).toEqual([id]);
    expectCensus(held.documents, notion);
    later(10);
    expect((await held.sync(make())).stored.map(ownId)).toEqual([id]);
    later(10);
    expect((await held.sync(make())).stored.map(ownId)).toEqual([]);
  });

  it("lists what went into the trash once, and again what came out of it", async () => {
    const { notion, make, later, pageId, tableId } = await begin();
    const page = notion.createPage({ title: "Page" });
    const table = notion.createTable({ title: "Table" });
    later();
    const first = await pullAll(make(), "full", null);
    notion.trash(page);
    notion.trash(table);
    later(1);
    const second = await pullAll(make(), "incremental", first.cursor);
    expect([...second.deleted].sort()).toEqual([pageId(page), tableId(table)]);
    later(1);
    const third = await pullAll(make(), "incremental", second.cursor);
    expect(third.changes).toEqual([]);
    notion.restore(page);
    later(1);
    const fourth = await pullAll(make(), "incremental", third.cursor);
    expect(ownIds(fourth)).toEqual([page]);
  });

  it("finds a new page inside a changed one, and a new table with its rows", async () => {
    const { notion, make, later } = await begin();
    const top = notion.createPage({ title: "Top" });
    later();
    const first = await pullAll(make(), "full", null);
    later();
    const below = notion.createPage({ title: "Below", in: { page: top }, isFound: false });
    const table = notion.createTable({ title: "Tasks", in: { page: top }, isFound: false });
    const row = notion.createRow(table, "Row");
    notion.setFound(row, false);
    const read = await pullAll(make(), "incremental", first.cursor);
    expect(ownIds(read)).toEqual([top, below, row].sort());
    expect(ownIds(read, "table")).toEqual([table]);
  });

  it("lists everything when the configuration has changed", async () => {
    const { notion, make } = await begin();
    notion.createPage({ title: "Page" });
    const first = await pullAll(make(), "full", null);
    const again = await pullAll(make({ comments: "all" }), "incremental", first.cursor);
    expect(again.complete).toBe(true);
    expect(again.references).toHaveLength(1);
  });
});

describe("a hint", () => {
  const hint = async (
    source: ReturnType<Awaited<ReturnType<typeof begin>>["make"]>,
    cursor: string,
    reference: string,
  ) => source.pull({ mode: "incremental", cursor, changes: { references: [reference] } });

  it("of a comment has its page read again, and not once more by the next listings", async () => {
    const { notion, make, later, pageId } = await begin();
    const page = notion.createPage({ title: "Page" });
    later();
    const held = createHost();
    await held.sync(make(), "full");
    notion.comment({ page }, "New");
    const [change] = (await hint(make(), held.cursor ?? "", `comment:${page}@abc`)).changes;
    if (change?.type !== "reference") throw new Error("Nothing is listed.");
    expect(change.reference.version).not.toBe(held.documents.get(pageId(page))?.version);
    const { cursor } = await hint(make(), held.cursor ?? "", `comment:${page}@abc`);
    later(25 * 60);
    const census = await pullAll(make(), "incremental", cursor);
    expect(census.references).toEqual([change.reference]);
    expect((await fetchDocument(make(), pageId(page))).content).toContain("New");
  });

  it("tells two edits of one minute apart", async () => {
    const { notion, make } = await begin();
    const page = notion.createPage({ title: "Page" });
    const { cursor } = await pullAll(make(), "full", null);
    const versions = new Set<string>();
    for (const mark of ["a1", "a2", "a2"]) {
      const { changes } = await hint(make(), cursor, `page:${page}@${mark}`);
      for (const change of changes) if (change.type === "reference") versions.add(change.reference.version);
    }
    expect(versions.size).toBe(2);
  });

  it("of what is gone deletes it: in the trash, no longer shared, or never there", async () => {
    const { notion, make, pageId, tableId } = await begin();
    const trashed = notion.createPage({ title: "Trashed" });
    const unshared = notion.createPage({ title: "Unshared" });
    const table = notion.createTable({ title: "Table" });
    const { cursor } = await pullAll(make(), "full", null);
    notion.trash(trashed);
    notion.unshare(unshared);
    notion.trash(table);
    const references = [`page:${trashed}@1`, `page:${unshared}@1`, `table:${table}@1`];
    const { changes } = await make().pull({ mode: "incremental", cursor, changes: { references } });
    expect(changes).toEqual([pageId(trashed), pageId(unshared), tableId(table)].map((id) => ({ type: "delete", id })));
  });

  it("nobody understands makes an ordinary pull", async () => {
    const { notion, make, later } = await begin();
    const { cursor } = await pullAll(make(), "full", null);
    later();
    notion.createPage({ title: "New", blocks: [{ type: "paragraph", content: { rich_text: words("x") } }] });
    const { changes } = await hint(make(), cursor, "something:else");
    expect(changes).toHaveLength(1);
  });
});

describe("Notion's rate limit", () => {
  it("is waited for within one call, and given to the host when it takes too long", async () => {
    const { notion, make, waits } = await begin({ limit: 25 });
    for (let index = 0; index < 20; index += 1) notion.createPage({ title: `Page ${index}` });
    const held = createHost();
    await held.sync(make(), "full");
    expectCensus(held.documents, notion);
    expect(waits.length).toBeGreaterThan(2);
    expect(Math.min(...waits)).toBeGreaterThanOrEqual(1_000);
    notion.limit(0);
    const impatient = make({}, { patienceMs: 10_000 });
    await expect(pullAll(impatient, "full", null)).rejects.toMatchObject({ code: "rate-limited" });
  });
});
