import type { FakeBlockContent, FakeWorkspace } from "./state/actions.ts";

/** How much is made. */
export interface GeneratedSizes {
  readonly pages: number;
  /** Rows of the one large table. */
  readonly rows: number;
  /** How deep blocks are nested in every tenth page. */
  readonly depth: number;
}

/** The sizes a source of Notion is expected to cope with. */
export const largeSizes: GeneratedSizes = { pages: 1_000, rows: 12_000, depth: 8 };

/** Ids of some of what was made. */
export interface GeneratedIds {
  readonly pages: readonly string[];
  readonly rows: readonly string[];
  readonly table: string;
  /** Pages that search does not show. */
  readonly unfound: readonly string[];
}

const topics = ["search", "ranking", "billing", "onboarding", "deployments", "incidents", "hiring"];
const topic = (index: number) => topics[index % topics.length] ?? "";

/**
 * Fills a workspace: pages below one another, of which every fiftieth is not shown by search, some with deep blocks, more
 * than 100 blocks or comments, and a table with rows. `advance` moves the fake's clock.
 */
export function generateWorkspace(
  fake: FakeWorkspace,
  advance: (milliseconds: number) => void,
  { pages, rows, depth }: GeneratedSizes = largeSizes,
): GeneratedIds {
  const made: string[] = [];
  const unfound: string[] = [];
  for (let index = 0; index < pages; index += 1) {
    const parent = made[Math.floor((index - 1) / 4)];
    const isFound = index % 50 !== 49;
    const page = fake.createPage({
      title: `Page ${index} about ${topic(index)}`,
      in: index % 20 === 0 || parent === undefined ? "workspace" : { page: parent },
      blocks: blocksOf(index, depth),
      // Only what is in another page may be missing from search.
      isFound: isFound || index % 20 === 0,
    });
    if (!isFound && index % 20 !== 0) unfound.push(page);
    made.push(page);
    if (index % 5 === 0) fake.comment({ page }, `Comment ${index} on ${topic(index)}`);
    if (index % 10 === 0) advance(1_000);
  }
  for (let index = 0; index < 120 && made[1] !== undefined; index += 1)
    fake.comment({ page: made[1] }, `Remark ${index}`);
  const table = fake.createTable({
    title: "Everything",
    description: "One row for each thing",
    columns: { Estimate: "number", Notes: "rich_text", Kind: "select" },
  });
  const rowIds: string[] = [];
  for (let index = 0; index < rows; index += 1) {
    const kind = { id: topic(index), name: topic(index), color: "gray" };
    const blocks = index % 100 === 0 ? [{ type: "paragraph", content: `Details of thing ${index}` }] : [];
    rowIds.push(fake.createRow(table, `Thing ${index}`, { Estimate: index, Kind: kind }, blocks));
    if (index % 50 === 49) advance(60_000);
  }
  return { pages: made, rows: rowIds, table, unfound };
}

function blocksOf(index: number, depth: number): readonly FakeBlockContent[] {
  const blocks: FakeBlockContent[] = [{ type: "paragraph", content: `What page ${index} says about ${topic(index)}` }];
  if (index % 10 === 3) blocks.push(nested(index, 1, depth));
  if (index % 100 === 7) {
    for (let item = 0; item < 130; item += 1)
      blocks.push({ type: "bulleted_list_item", content: `Item ${item} of ${index}` });
  }
  return blocks;
}

function nested(index: number, level: number, depth: number): FakeBlockContent {
  const children = level < depth ? [nested(index, level + 1, depth)] : [];
  return { type: "toggle", content: `Level ${level} in ${index}`, children };
}
