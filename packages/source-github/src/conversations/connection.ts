import { SourceError } from "@tributary/source";
import { z } from "zod";
import type { GitHubApi } from "../api/api.ts";

/** Lists of single conversations asked for in one query. */
const LISTS_PER_QUERY = 10;

/** A list as GitHub gives it, a page at a time; paging adds to `nodes`. */
export interface Connection<Node> {
  readonly pageInfo: PageInfo;
  readonly nodes: Node[];
}

interface PageInfo {
  readonly hasNextPage: boolean;
  readonly endCursor?: string | null | undefined;
}

const pageInfoSchema = z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullish() });

/** The schema of a list; what these credentials may not see comes as null and is left out. */
export function connectionSchema<Node>(node: z.ZodType<Node>) {
  return z.object({
    pageInfo: pageInfoSchema,
    nodes: z
      .array(node.nullable())
      .nullish()
      .transform((nodes) => (nodes ?? []).flatMap((entry) => (entry === null ? [] : [entry]))),
  });
}

/** The selection of a list: `comments(first: 100) { pageInfo … nodes { … } }`. */
export function connectionField(field: string, first: number, fields: string, more = ""): string {
  return `${field}(first: ${first}${more}) { pageInfo { hasNextPage endCursor } nodes { ${fields} } }`;
}

/** A list that may go on behind its first page. */
export interface OpenList {
  /** Node id of what has the list, its type, and the list's field and selection. */
  readonly owner: string;
  readonly type: string;
  readonly field: string;
  readonly fields: string;
  /** Arguments beside those of paging. */
  readonly more?: string;
  readonly pageInfo: PageInfo;
  /** Takes the next page's nodes; returns the lists within them that go on in turn. */
  add(nodes: readonly unknown[]): readonly OpenList[];
}

/** Describes a list, so that it can be read to its end. */
export function openList<Node>(
  of: Pick<OpenList, "owner" | "type" | "field" | "fields" | "more">,
  connection: Connection<Node>,
  schema: z.ZodType<Node>,
  below: (node: Node) => readonly OpenList[] = () => [],
): readonly OpenList[] {
  const whole = z.array(schema.nullable());
  const own: OpenList = {
    ...of,
    pageInfo: connection.pageInfo,
    add(nodes) {
      const parsed = whole.parse(nodes).flatMap((node) => (node === null ? [] : [node]));
      connection.nodes.push(...parsed);
      return parsed.flatMap(below);
    },
  };
  return [...(connection.pageInfo.hasNextPage ? [own] : []), ...connection.nodes.flatMap(below)];
}

const nodeSchema = z
  .object({ list: z.object({ pageInfo: pageInfoSchema, nodes: z.array(z.unknown()).nullish() }) })
  .nullish();

/** Reads lists to their ends, several in one query, a page of each at a time. */
export async function finishLists(api: GitHubApi, lists: readonly OpenList[], signal?: AbortSignal): Promise<void> {
  const open = [...lists];
  while (open.length > 0) {
    const batch = open.splice(0, LISTS_PER_QUERY);
    const types = batch.flatMap((_, index) => [`$i${index}: ID!`, `$a${index}: String`]);
    const selections = batch.map(({ type, field, fields, more }, index) => {
      const list = connectionField(
        `list: ${field}`,
        100,
        fields,
        `, after: $a${index}${more === undefined ? "" : `, ${more}`}`,
      );
      return `n${index}: node(id: $i${index}) { ... on ${type} { ${list} } }`;
    });
    const variables = Object.fromEntries(
      batch.flatMap(({ owner, pageInfo }, index) => [
        [`i${index}`, owner],
        [`a${index}`, pageInfo.endCursor ?? null],
      ]),
    );
    const query = `query More(${types.join(", ")}) {\n ${selections.join("\n ")} }`;
    const { data } = await api.graphql(query, variables, "the rest of conversations", signal);
    const answer = z.record(z.string(), nodeSchema).safeParse(data);
    for (const [index, list] of batch.entries()) {
      const found = answer.data?.[`n${index}`];
      if (!answer.success || found === undefined) throw strange(api);
      // It was deleted while it was read: the next listing will say so.
      if (found === null) continue;
      const { pageInfo, nodes } = found.list;
      if (pageInfo.hasNextPage && (!pageInfo.endCursor || pageInfo.endCursor === list.pageInfo.endCursor))
        throw strange(api);
      open.push(...list.add(nodes ?? []));
      if (pageInfo.hasNextPage) open.push({ ...list, pageInfo });
    }
  }
}

function strange(api: GitHubApi): SourceError {
  return new SourceError(
    "invalid-response",
    `GitHub's lists in conversations of ${api.repository} are not as documented.`,
  );
}
