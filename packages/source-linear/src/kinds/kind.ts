import { createHash } from "node:crypto";
import type { Document } from "@tributary/validation";
import type { LinearSourceConfig } from "../config.ts";

/** A thing as Linear answered it, before its fields are checked. */
export type RawThing = Readonly<Record<string, unknown>>;

/** A list inside a thing, paged to its end. */
export interface NestedList {
  readonly field: string;
  /** What is selected of each item. */
  readonly item: string;
  /**
   * Items that come with the thing itself. A query is charged for as many as it may hold, not for as many as there are
   * (linear.app/developers/rate-limiting): a few for everyone and a further page for the long ones cost least.
   */
  readonly first: number;
  /** Items on each further page: as many as fit the 10,000 points of one query with room to spare. */
  readonly more: number;
  /** Whether its first items decide the version as well: what they say is then the same as in the text. */
  readonly inVersion?: boolean;
  /** Whether its items lead to things the credentials may not see; a document can do without such a list, and says so. */
  readonly canHide?: boolean;
  /** Whether the list has an `includeArchived` worth setting: things of an archived issue are archived with it. */
  readonly includeArchived?: boolean;
}

/** What a document is made of beside what every document has. */
export type Rendered = Omit<Document, "id" | "source" | "type" | "version">;

/** The kinds of things that become documents. */
export const kindNames = ["issue", "project", "project-update", "initiative", "initiative-update", "document"] as const;
export type KindName = (typeof kindNames)[number];

/** One kind of thing: how it is asked for, and how it becomes a document. */
export interface Kind {
  /** The document's type. */
  readonly name: KindName;
  /** Key of the configuration that switches it off. */
  readonly option: "issues" | "projects" | "projectUpdates" | "initiatives" | "initiativeUpdates" | "documents";
  /** Field of Query for one, and for all. */
  readonly one: string;
  readonly all: string;
  /** Type of the filter in Linear's schema. */
  readonly filter: string;
  /**
   * What decides its version, beside the times every kind has: one selection each. Names that others may change belong
   * here: Linear does not touch an issue when its label, its project or the person it is assigned to is renamed.
   */
  readonly version: readonly string[];
  /** What else its text is made of, without the nested lists. */
  readonly content: string;
  readonly nested: readonly NestedList[];
  /** How many are fetched with one query: bounded by its 10,000 points. */
  readonly batch: number;
  /** Filter for what belongs to teams. */
  ofTeams(keys: readonly string[]): object;
  /** Filter for what changed since a time. */
  since(time: string): object;
  /** Makes the document; throws a ZodError when a field is not as Linear's schema has it. */
  render(raw: RawThing): Rendered;
}

/** Most things on one page of a listing: each costs up to 150 of the 10,000 points of a query. */
export const LIST_PAGE_SIZE = 40;

/** What a listing selects of a thing. */
export function versionSelection(kind: Kind): string {
  const lists = kind.nested.filter(({ inVersion }) => inVersion === true).map(listSelection);
  return ["id updatedAt archivedAt", ...kind.version, ...lists].join(" ");
}

/** What fetching selects of a thing: what decides its version as well, so that both come to the same. */
export function contentSelection(kind: Kind, nested: readonly NestedList[]): string {
  const lists = nested.filter(({ inVersion }) => inVersion !== true).map(listSelection);
  return [versionSelection(kind), "createdAt", kind.content, ...lists].join(" ");
}

function listSelection(list: NestedList): string {
  const { field, first, item } = list;
  return `${field}(first: ${first}${archivedArgument(list)}) { nodes { ${item} } pageInfo { hasNextPage endCursor } }`;
}

/** The argument of a list that must not leave out archived items. */
export function archivedArgument({ includeArchived }: NestedList): string {
  return includeArchived === true ? ", includeArchived: true" : "";
}

/**
 * A selection of the newest items of a list, for a version: any new or edited one changes it. Linear does not touch an
 * issue's updatedAt when its attachments or comments change.
 */
export function newest(field: string, first: number): string {
  const alias = `v${field.charAt(0).toUpperCase()}${field.slice(1)}`;
  return `${alias}: ${field}(first: ${first}, orderBy: updatedAt) { nodes { id updatedAt } }`;
}

/** The version of a thing as it was answered: its time, and a hash of everything else that decides it. */
export function versionOf(kind: Kind, raw: RawThing): string {
  const lists = kind.nested.filter(({ inVersion }) => inVersion === true).map(({ field }) => field);
  // A selection begins with its field or, where it has one, its alias.
  const fields = kind.version.map((selection) => /^\w+/.exec(selection)?.[0] ?? "");
  const parts = ["archivedAt", ...fields, ...lists].map((key) => sortNodes(raw[key]) ?? null);
  const hash = createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 12);
  const time = typeof raw.updatedAt === "string" && raw.updatedAt !== "" ? raw.updatedAt : "unknown";
  return `${time}-${hash}`;
}

function sortNodes(value: unknown): unknown {
  if (typeof value !== "object" || value === null || !("nodes" in value) || !Array.isArray(value.nodes)) return value;
  // Items of the same time come in any order.
  return value.nodes.map((node) => JSON.stringify(node)).sort();
}

/** Whether a thing, or what it belongs to, is in the bin. */
export function isTrashed(raw: RawThing): boolean {
  return [raw, raw.project, raw.initiative, raw.issue].some(
    (thing) => typeof thing === "object" && thing !== null && "trashed" in thing && thing.trashed === true,
  );
}

/** Whether a configuration reads a kind. */
export function isRead(kind: Kind, config: LinearSourceConfig): boolean {
  return config[kind.option] !== false;
}
