import type { NotionClient } from "../api/client.ts";
import { isGone } from "../api/failure.ts";
import { readBlock, readChildren } from "../api/read.ts";
import type { Block, Page } from "../api/schemas.ts";
import { DEPTH_MAX, originalOf } from "../blocks/tree.ts";

/** What is in a page that is a thing of its own. */
export interface FoundThing {
  readonly kind: "page" | "database";
  readonly id: string;
  /** The later of its making and its last change, in milliseconds since the epoch. */
  readonly touchedAt: number;
}

/** Finds the pages and databases in a page, however deep in its blocks; undefined for a page that is not there. */
export async function findInside(client: NotionClient, pageId: string): Promise<readonly FoundThing[] | undefined> {
  const found: FoundThing[] = [];
  async function look(id: string, depth: number): Promise<void> {
    for (const block of await readChildren(client, id)) {
      if (block.in_trash === true) continue;
      if (block.type === "child_page") found.push({ kind: "page", id: block.id, touchedAt: touchedAt(block) });
      else if (block.type === "child_database")
        found.push({ kind: "database", id: block.id, touchedAt: touchedAt(block) });
      // What is in a copy of a synced block is in its original.
      else if (block.has_children && originalOf(block) === undefined && depth < DEPTH_MAX) {
        await look(block.id, depth + 1).catch((error: unknown) => {
          if (!isGone(error)) throw error;
        });
      }
    }
  }
  try {
    await look(pageId, 1);
    return found;
  } catch (error) {
    if (!isGone(error)) throw error;
    return undefined;
  }
}

function touchedAt(block: Block): number {
  const times = [block.created_time, block.last_edited_time].map((time) => Date.parse(String(time)));
  return Math.max(0, ...times.filter((time) => !Number.isNaN(time)));
}

/** Blocks between a page and the page it is in; Notion's interface allows far fewer. */
const CLIMB_MAX = 20;

/** The page a page is in, through the blocks in between; undefined when there is none, or none that can be read. */
export async function pageAround(client: NotionClient, { parent }: Page): Promise<string | undefined> {
  let at: Page["parent"] | undefined = parent;
  for (let steps = 0; steps < CLIMB_MAX && at !== undefined; steps += 1) {
    if (at.page_id !== undefined || at.block_id === undefined) return at.page_id;
    try {
      at = (await readBlock(client, at.block_id)).parent;
    } catch (error) {
      if (!isGone(error)) throw error;
      return undefined;
    }
  }
  return undefined;
}
