import type { NotionClient } from "../api/client.ts";
import { isForbidden, isGone, isRefused } from "../api/failure.ts";
import { readMarkdown } from "../api/read.ts";
import { plainMarkdown } from "./markdown.ts";
import { renderBlocks } from "./render.ts";
import { type BlockNode, isDeep, readTop, readTree } from "./tree.ts";

/** What is in a page. */
export interface PageContent {
  readonly text: string;
  /** What could not be read, in words. */
  readonly missing: readonly string[];
  /** Its blocks; empty when they were not read one by one. */
  readonly nodes: readonly BlockNode[];
}

/**
 * Reads a page: its blocks, or when these are nested its Markdown, one request for all of them. Markdown that is cut
 * short, lacks a block or holds what is not known here is not used. `needsBlocks` rules it out.
 */
export async function readContent(client: NotionClient, pageId: string, needsBlocks: boolean): Promise<PageContent> {
  const top = await readTop(client, pageId);
  if (!needsBlocks && isDeep(top)) {
    const text = await wholeMarkdown(client, pageId);
    if (text !== undefined) return { text, missing: [], nodes: [] };
  }
  const tree = await readTree(client, top);
  const { text, missing } = renderBlocks(tree.nodes);
  return { text, missing: [...tree.missing, ...missing], nodes: tree.nodes };
}

async function wholeMarkdown(client: NotionClient, pageId: string): Promise<string | undefined> {
  try {
    const { markdown, truncated, unknown_block_ids } = await readMarkdown(client, pageId);
    return truncated || unknown_block_ids.length > 0 ? undefined : plainMarkdown(markdown);
  } catch (error) {
    // Not every connection may ask for it; every one that may read the page may read its blocks.
    if (isGone(error) || isForbidden(error) || isRefused(error, "validation_error")) return undefined;
    throw error;
  }
}
