import { SourceError } from "@tributary/source";
import { z } from "zod";
import { readConnection } from "../api/connection.ts";
import { filterOf, type LinearContext } from "../context.ts";
import { type Kind, type KindName, LIST_PAGE_SIZE, type RawThing } from "../kinds/kind.ts";
import { kindNamed, kindsOf } from "../kinds/kinds.ts";
import { type Listed, listByIds, listedAs } from "./changes.ts";
import { confirmEnd, listThings } from "./list-things.ts";

/** A page of one list of a pull. */
export interface ListPage {
  readonly listed: readonly Listed[];
  readonly next: string | null;
  readonly answeredAt: number;
}

/** Where a list is asked for more. */
export interface ListRequest {
  /** Null lists everything. */
  readonly since: string | null;
  readonly after: string | null;
  readonly signal: AbortSignal | undefined;
}

/** One of the lists a pull goes through. */
export interface PullList {
  readonly name: string;
  read(context: LinearContext, request: ListRequest): Promise<ListPage>;
}

/** The lists of a pull: the kinds that are read, and after those what changes them without leaving a trace in them. */
export function listsOf(context: LinearContext, full: boolean): readonly PullList[] {
  const kinds = kindsOf(context.config).map(kindList);
  if (full) return kinds;
  const touching = touches.filter(({ kinds: names }) => names.some((name) => kindNamed(context.config, name)));
  return [...kinds, ...touching.map(touchList)];
}

function kindList(kind: Kind): PullList {
  return {
    name: kind.all,
    async read(context, { since, after, signal }) {
      const conditions = since === null ? [] : [kind.since(since)];
      const filter = filterOf(kind, context.config, ...conditions);
      const first = Math.min(context.pageSize, LIST_PAGE_SIZE);
      const { data, answeredAt } = await listThings(context, kind, "List", { filter, first, after }, signal);
      const { nodes, next, end } = readConnection(kind.all, data[kind.all], after);
      if (since === null && next === null) await confirmEnd(context, kind, { filter, after: end ?? after }, signal);
      return { listed: nodes.flatMap((raw) => listedAs(context, kind, raw, since === null)), next, answeredAt };
    },
  };
}

/** Things inside others: a new, edited or removed one makes the thing it belongs to read again. */
interface Touch {
  readonly all: string;
  readonly filter: string;
  readonly selection: string;
  readonly kinds: readonly KindName[];
  /** What it belongs to, by kind. */
  readonly owner: z.ZodType<Partial<Record<KindName, string>>>;
}

const owner = z.object({ id: z.string() }).nullish();
const present = (owners: Readonly<Record<string, string | undefined>>) =>
  Object.fromEntries(Object.entries(owners).filter(([, id]) => id !== undefined));

const touches: readonly Touch[] = [
  {
    all: "comments",
    filter: "CommentFilter",
    selection:
      "issue { id } project { id } projectUpdate { id } initiativeUpdate { id } documentContent { id document { id } }",
    kinds: ["issue", "project", "project-update", "initiative-update", "document"],
    owner: z
      .object({
        issue: owner,
        project: owner,
        projectUpdate: owner,
        initiativeUpdate: owner,
        documentContent: z.object({ document: owner }).nullish(),
      })
      .transform(({ issue, project, projectUpdate, initiativeUpdate, documentContent }) =>
        present({
          issue: issue?.id,
          project: project?.id,
          "project-update": projectUpdate?.id,
          "initiative-update": initiativeUpdate?.id,
          document: documentContent?.document?.id,
        }),
      ),
  },
  {
    all: "attachments",
    filter: "AttachmentFilter",
    selection: "issue { id }",
    kinds: ["issue"],
    owner: z.object({ issue: owner }).transform(({ issue }) => present({ issue: issue?.id })),
  },
  {
    all: "projectMilestones",
    filter: "ProjectMilestoneFilter",
    selection: "project { id }",
    kinds: ["project"],
    owner: z.object({ project: owner }).transform(({ project }) => present({ project: project?.id })),
  },
];

function touchList(touch: Touch): PullList {
  return {
    name: touch.all,
    async read(context, { since, after, signal }) {
      const { data, answeredAt } = await context.client.query(
        {
          name: `Touched_${touch.all}`,
          declares: `$filter: ${touch.filter}!, $first: Int!, $after: String`,
          selection: `${touch.all}(filter: $filter, first: $first, after: $after, includeArchived: true, orderBy: createdAt) { nodes { id ${touch.selection} } pageInfo { hasNextPage endCursor } }`,
          variables: {
            filter: { updatedAt: { gte: since } },
            first: Math.min(context.pageSize, LIST_PAGE_SIZE),
            after,
          },
        },
        signal,
      );
      const { nodes, next } = readConnection(touch.all, data[touch.all], after);
      const owners = nodes.map((node) => readOwners(touch, node));
      const listed: Listed[] = [];
      for (const name of touch.kinds) {
        const kind = kindNamed(context.config, name);
        if (kind === undefined) continue;
        const ids = owners.flatMap((owned) => owned[name] ?? []);
        const things = await listByIds(context, kind, [...new Set(ids)], signal);
        listed.push(...things.flatMap((raw) => listedAs(context, kind, raw, false)));
      }
      return { listed, next, answeredAt };
    },
  };
}

function readOwners(touch: Touch, node: RawThing): Partial<Record<KindName, string>> {
  const parsed = touch.owner.safeParse(node);
  if (parsed.success) return parsed.data;
  throw new SourceError("invalid-response", `Linear's list of ${touch.all} is not as its schema has it.`);
}
