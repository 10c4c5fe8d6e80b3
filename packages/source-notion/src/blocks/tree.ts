import type { NotionClient } from "../api/client.ts";
import { isGone } from "../api/failure.ts";
import { readBlock, readChildren } from "../api/read.ts";
import type { Block } from "../api/schemas.ts";

/** Deepest nesting read; Notion's own interface allows far less. */
export const DEPTH_MAX = 60;

/** Most blocks read of one page: beyond it a page is no text anybody searches for. */
export const BLOCKS_MAX = 20_000;

/** A block with what is in it. */
export interface BlockNode {
  readonly block: Block;
  readonly children: readonly BlockNode[];
}

/** Everything in a page. */
export interface BlockTree {
  readonly nodes: readonly BlockNode[];
  /** What could not be read, in words. */
  readonly missing: readonly string[];
}

/** Blocks that are things of their own: what is in them is not in this page. */
const OWN_THINGS: ReadonlySet<string> = new Set(["child_page", "child_database"]);

/** What is directly in a page. */
export async function readTop(client: NotionClient, pageId: string): Promise<readonly Block[]> {
  return (await readChildren(client, pageId)).filter(isKept);
}

const isKept = (block: Block) => block.in_trash !== true;

/** Whether reading everything in these blocks takes many requests: each with others in it takes one, and so do those. */
export function isDeep(blocks: readonly Block[]): boolean {
  return blocks.some(({ has_children, type }) => has_children && type !== "table" && !OWN_THINGS.has(type));
}

/** Reads what is in a page, nested to the end. Copies of synced blocks are read only when their original cannot be. */
export async function readTree(client: NotionClient, top: readonly Block[]): Promise<BlockTree> {
  const missing: string[] = [];
  let left = BLOCKS_MAX;

  async function isElsewhere(block: Block): Promise<boolean> {
    const original = originalOf(block);
    if (original === undefined) return false;
    try {
      await readBlock(client, original);
      return true;
    } catch (error) {
      if (isGone(error)) return false;
      throw error;
    }
  }

  async function readIn(id: string, depth: number): Promise<readonly BlockNode[]> {
    return readEach((await readChildren(client, id)).filter(isKept), depth);
  }

  async function readEach(blocks: readonly Block[], depth: number): Promise<readonly BlockNode[]> {
    const nodes: BlockNode[] = [];
    for (const block of blocks) {
      if (left === 0) {
        missing.push(`What comes after ${BLOCKS_MAX} blocks.`);
        left = -1;
      }
      if (left < 0) break;
      left -= 1;
      if (!block.has_children || OWN_THINGS.has(block.type) || (await isElsewhere(block))) {
        nodes.push({ block, children: [] });
        continue;
      }
      if (depth >= DEPTH_MAX) {
        missing.push(`What is nested more than ${DEPTH_MAX} deep.`);
        nodes.push({ block, children: [] });
        continue;
      }
      try {
        nodes.push({ block, children: await readIn(block.id, depth + 1) });
      } catch (error) {
        if (!isGone(error)) throw error;
        missing.push(`What is in a block of the type ${name(block.type)}: it may not be read.`);
        nodes.push({ block, children: [] });
      }
    }
    return nodes;
  }

  return { nodes: await readEach(top, 1), missing: [...new Set(missing)] };
}

/** Block a synced block is a copy of; undefined for the original and every other block. */
export function originalOf(block: Block): string | undefined {
  const from = (block.synced_block as { synced_from?: { block_id?: unknown } | null } | undefined)?.synced_from;
  return typeof from?.block_id === "string" ? from.block_id : undefined;
}

/** The name of a type as it may appear in a sentence. */
export function name(type: unknown): string {
  return typeof type === "string" && /^[\w-]{1,40}$/.test(type) ? type : "unknown";
}
