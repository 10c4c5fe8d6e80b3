import type { Relation } from "../../api/documents.ts";
import type { GraphDocument } from "../../api/graph.ts";
import { relationWords } from "../../components/relation-words.ts";
import { targetWords } from "../documents/relation-groups.ts";

/** A document beside the centre, or something that the centre names and that is not here. */
export interface Neighbour {
  /** The document's id, or what leads to it. */
  readonly id: string;
  readonly name: string;
  /** Null while it is not here, and for people. */
  readonly document: GraphDocument | null;
  readonly pending: boolean;
  /** All that it is to the centre, the strongest first. */
  readonly relations: readonly Relation[];
}

/** Neighbours that are the same to the centre before all else. */
export interface NeighbourGroup {
  readonly words: string;
  readonly kind: Relation["kind"];
  readonly direction: Relation["direction"];
  readonly neighbours: readonly Neighbour[];
}

/** The neighbours of a document: each once, under its strongest relation. */
export interface Neighbours {
  readonly groups: readonly NeighbourGroup[];
  /** What is named and not here yet. */
  readonly pending: readonly Neighbour[];
  /** How many are here. */
  readonly count: number;
}

/** Puts relations together by what they lead to. */
export function neighboursOf(related: readonly Relation[]): Neighbours {
  const all = [...Map.groupBy(related, ({ document, target }) => document?.documentId ?? target)].map(toNeighbour);
  const here = all.filter(({ pending }) => !pending);
  const groups = Map.groupBy(here, ({ relations: [first] }) => (first ? relationWords(first) : ""));
  return {
    groups: [...groups].flatMap(([words, neighbours]) => {
      const first = neighbours[0]?.relations[0];
      return first ? [{ words, kind: first.kind, direction: first.direction, neighbours }] : [];
    }),
    pending: all.filter(({ pending }) => pending),
    count: here.length,
  };
}

function toNeighbour([id, relations]: readonly [string, readonly Relation[]]): Neighbour {
  const document = relations.find((relation) => relation.document)?.document ?? null;
  const name = document ? shortName(document) : targetWords(relations[0]?.target ?? id);
  return { id, name, document, pending: relations.every(({ pending }) => pending), relations };
}

/** A name that fits on a node: of a path its end. */
export function shortName({ title, path }: Pick<GraphDocument, "title" | "path">): string {
  const name = title === "" ? (path ?? "") : title;
  if (path !== null && (name === path || path.endsWith(`/${name}`))) return path.split("/").at(-1) || name;
  return name === "" ? "Untitled" : name;
}

/** A name that tells it from others: of a file its path. */
export function longName({ title, path }: Pick<GraphDocument, "title" | "path">): string {
  if (title === "") return path ?? "Untitled";
  return path?.endsWith(`/${title}`) ? path : title;
}

/** The kinds there are among relations, in the order of their strength, each with how many. */
export function kindsOf(related: readonly Relation[]): ReadonlyMap<Relation["kind"], number> {
  const counts = new Map<Relation["kind"], number>();
  for (const { kind } of related) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return counts;
}
