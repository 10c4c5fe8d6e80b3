import { clean, line } from "@tributary/source/text";
import type { NotionClient } from "../api/client.ts";
import { isForbidden } from "../api/failure.ts";
import { readComments } from "../api/read.ts";
import type { Comment } from "../api/schemas.ts";
import { renderRichText } from "../blocks/rich-text.ts";
import type { BlockNode } from "../blocks/tree.ts";
import type { NotionContext } from "../context.ts";

/** What is said about a page. */
export interface Discussions {
  readonly text: string;
  readonly missing: readonly string[];
}

/** Reads the comments at a page, and those at each of its blocks when the configuration says so. */
export async function readDiscussions(
  context: NotionContext,
  client: NotionClient,
  pageId: string,
  nodes: readonly BlockNode[],
): Promise<Discussions> {
  const { comments = "page" } = context.config;
  if (comments === "none") return { text: "", missing: [] };
  const found = new Map<string, Comment>();
  try {
    for (const id of comments === "all" ? [pageId, ...idsOf(nodes)] : [pageId]) {
      for (const comment of await readComments(client, id)) found.set(comment.id, comment);
    }
  } catch (error) {
    if (!isForbidden(error)) throw error;
    return { text: "", missing: ["Comments: the connection lacks the capability to read them."] };
  }
  if (found.size === 0) return { text: "", missing: [] };
  const threads = Map.groupBy(found.values(), (comment) => comment.discussion_id);
  const parts: string[] = [];
  for (const thread of threads.values()) {
    const rows: string[] = [];
    for (const comment of thread.toSorted((one, other) => (one.created_time < other.created_time ? -1 : 1))) {
      rows.push(await renderComment(context, client, comment));
    }
    parts.push(rows.join("\n"));
  }
  return { text: ["## Comments", ...parts].join("\n\n"), missing: [] };
}

async function renderComment(context: NotionContext, client: NotionClient, comment: Comment): Promise<string> {
  const given = comment.display_name?.resolved_name ?? undefined;
  const name = given ?? (comment.created_by && (await context.users.name(client, comment.created_by.id)));
  const files = (comment.attachments ?? []).map(({ category }) => `(${line(category)})`);
  const said = [clean(renderRichText(comment.rich_text)), ...files].filter((part) => part !== "").join(" ");
  return `${line(name) || "Somebody"} on ${comment.created_time.slice(0, 10)}: ${said}`;
}

function idsOf(nodes: readonly BlockNode[]): readonly string[] {
  return nodes.flatMap(({ block, children }) => [block.id, ...idsOf(children)]);
}
