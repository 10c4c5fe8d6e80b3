import { agree, type Edge, teamOfKey } from "@tributary/relationships";
import {
  type Neighbour,
  type RelatedDocument,
  type RelationshipDirection,
  type RelationshipEvidence,
  type RelationshipKind,
  relationshipKindSchema,
} from "@tributary/validation";
import type { Database } from "../database.ts";
import { sql } from "../drizzle.ts";
import { rowsOf } from "../query.ts";
import { type Answer, answered, answering, naming, ownRows, type RelatedRow } from "./lookup.ts";
import { packageKeys, withPackages } from "./packages.ts";

/** Most pieces of evidence shown for one relation. */
const EVIDENCE_MAX = 5;

const strength = new Map(relationshipKindSchema.options.map((kind, index) => [kind, index]));

/** One relation seen from a document, with the evidence of one edge. */
interface Sighting {
  readonly edge: Edge;
  /** The document that says it. */
  readonly from: Neighbour;
  readonly direction: RelationshipDirection;
  /** The other document; null while there is none. */
  readonly other: Neighbour | null;
}

/**
 * The relations of documents that are shown, by document, the strongest first and those to come last. `pending` leaves out
 * what leads to no document yet, and people.
 */
export function relatedOf(
  database: Database,
  input: { readonly workspaceId: string; readonly ids: readonly string[]; readonly pending: boolean },
): Promise<Map<string, RelatedDocument[]>> {
  return database.transaction(async (within) => {
    // Before the table is analysed, the planner would rather read all of it than look up keys.
    await rowsOf(within, sql`SET LOCAL enable_seqscan = off`);
    return relatedWithin(within, input);
  });
}

async function relatedWithin(
  database: Database,
  input: { readonly workspaceId: string; readonly ids: readonly string[]; readonly pending: boolean },
): Promise<Map<string, RelatedDocument[]>> {
  const { workspaceId, ids } = input;
  const rows = await ownRows(database, { workspaceId, ids });
  const sightings = new Map<string, Sighting[]>();
  const note = (id: string, sighting: Sighting) => {
    const known = sightings.get(id);
    if (known) known.push(sighting);
    else sightings.set(id, [sighting]);
  };

  const said = [...rows.values()].flatMap(({ document, edges }) => edges.map((edge) => ({ from: document, edge })));
  const names = await namesOf(database, workspaceId, [...rows.values()]);
  const speakers = await naming(database, { workspaceId, keys: [...names.keys()] });
  const heard = speakers.flatMap(({ document, edges }) => edges.map((edge) => ({ from: document, edge })));

  const resolved = await resolve(database, workspaceId, [...said, ...heard]);
  for (const { edge, from, others } of resolved.slice(0, said.length)) {
    for (const other of others.length > 0 ? others : input.pending ? [null] : []) {
      note(from.documentId, { edge, from, other, direction: edge.reverse ? "in" : "out" });
    }
  }
  for (const { edge, from, others } of resolved.slice(said.length)) {
    for (const { documentId } of others) {
      if (rows.has(documentId)) note(documentId, { edge, from, other: from, direction: edge.reverse ? "out" : "in" });
    }
  }

  const teams = new Set<string>();
  for (const { edge, other } of [...sightings.values()].flat()) {
    const team = other === null && edge.unresolved === "team" ? teamOfKey(edge.targets[0] ?? "") : undefined;
    if (team !== undefined) teams.add(team);
  }
  const known = await answered(database, { workspaceId, keys: [...teams] });
  return new Map(
    [...rows.keys()].map((id) => [
      id,
      merged((sightings.get(id) ?? []).filter((sighting) => isShown(sighting, known))),
    ]),
  );
}

/** The keys of documents, those of the packages they are in included. */
async function namesOf(database: Database, workspaceId: string, rows: readonly RelatedRow[]): Promise<Set<string>> {
  const own = rows.flatMap(({ keys }) => keys.map(({ key }) => key));
  return new Set([...own, ...(await packageKeys(database, workspaceId, rows))]);
}

/** Finds the documents that edges lead to: all that answer to the first target that any answers to. */
async function resolve(
  database: Database,
  workspaceId: string,
  given: readonly { readonly from: Neighbour; readonly edge: Edge }[],
) {
  const edges = await withPackages(
    database,
    workspaceId,
    given.map(({ edge }) => edge),
  );
  const keys = [...new Set(edges.filter(({ unresolved }) => unresolved !== "name").flatMap(({ targets }) => targets))];
  const answers = await answering(database, { workspaceId, keys });
  return given.map(({ from, edge }, index) => ({
    from,
    edge,
    others: othersOf(edges[index] ?? edge, from, answers),
  }));
}

function othersOf(edge: Edge, from: Neighbour, answers: ReadonlyMap<string, readonly Answer[]>): Neighbour[] {
  for (const target of edge.targets) {
    const found = (answers.get(target) ?? []).filter(({ detail }) => agree(edge.detail, detail));
    // A document that names itself says nothing about others.
    if (found.length > 0)
      return found.map(({ document }) => document).filter((one) => one.documentId !== from.documentId);
  }
  return [];
}

function isShown({ edge, other }: Sighting, teams: ReadonlySet<string>): boolean {
  if (other !== null || edge.unresolved === "pending" || edge.unresolved === "name") return true;
  const team = edge.unresolved === "team" ? teamOfKey(edge.targets[0] ?? "") : undefined;
  return team !== undefined && teams.has(team);
}

/** One entry for each kind, direction and other document, with the evidence of all that says so. */
function merged(sightings: readonly Sighting[]): RelatedDocument[] {
  const entries = new Map<string, RelatedDocument & { evidence: RelationshipEvidence[] }>();
  for (const { edge, from, direction, other } of sightings) {
    const [target = ""] = edge.targets;
    const name = JSON.stringify([edge.kind, direction, other?.documentId ?? target]);
    const entry = entries.get(name) ?? {
      ...{ kind: edge.kind, direction, document: other, target },
      pending: other === null && edge.unresolved !== "name",
      evidence: [],
    };
    if (entry.evidence.length < EVIDENCE_MAX) entry.evidence.push(evidenceOf(edge, from));
    entries.set(name, entry);
  }
  return [...entries.values()].sort(byStrength);
}

function evidenceOf({ evidence }: Edge, from: Neighbour): RelationshipEvidence {
  const { text } = evidence;
  return "field" in evidence
    ? { documentId: from.documentId, text, range: null, field: evidence.field }
    : { documentId: from.documentId, text, range: [evidence.start, evidence.end], field: null };
}

function byStrength(one: RelatedDocument, other: RelatedDocument): number {
  const rank = ({ kind, document }: RelatedDocument) => (document === null ? 100 : 0) + rankOf(kind);
  const name = ({ direction, document, target }: RelatedDocument) =>
    `${direction === "out" ? 0 : 1} ${document?.title ?? ""} ${document?.documentId ?? target}`;
  return rank(one) - rank(other) || (name(one) < name(other) ? -1 : 1);
}

function rankOf(kind: RelationshipKind): number {
  return strength.get(kind) ?? 0;
}
