import type { JsonValue, RelationshipKind } from "@tributary/validation";
import { branchKey, commitKey, idKey, issueKey, numberKey, scopeOf, shaKey } from "./keys.ts";
import { listOf, textOf } from "./metadata-values.ts";
import type { Edge, RelatableDocument } from "./types.ts";
import { readUrl } from "./urls.ts";

/** Most values of one field that become edges. */
const VALUES_MAX = 200;

type Target = Pick<Edge, "targets" | "detail" | "unresolved">;

/** What a field of the metadata says of the things it names. */
interface Field {
  readonly name: string;
  readonly kind: RelationshipKind;
  readonly reverse?: true;
  readonly read: (value: string, document: RelatableDocument) => Target | undefined;
}

/** The fields that name other things, by the names all sources give them. */
const fields: readonly Field[] = [
  { name: "closes", kind: "closes", read: readName },
  { name: "pullRequests", kind: "closes", reverse: true, read: readName },
  { name: "pullRequestUrl", kind: "pull-request", read: readName },
  { name: "commit", kind: "commit", read: (sha) => readCommit(sha, commitKey) },
  { name: "commits", kind: "commit", read: (sha) => readCommit(sha, shaKey) },
  { name: "mergeCommit", kind: "commit", read: (sha) => readCommit(sha, shaKey) },
  { name: "head", kind: "branch", read: readBranch },
  { name: "branch", kind: "branch", read: readBranch },
  { name: "head", kind: "issue-key", read: keyInBranch },
  { name: "branch", kind: "issue-key", read: keyInBranch },
  { name: "parent", kind: "parent", read: readName },
  { name: "issue", kind: "parent", read: readName },
  { name: "table", kind: "parent", read: readName },
  { name: "projectId", kind: "parent", read: readProject },
  { name: "children", kind: "parent", reverse: true, read: readName },
  { name: "subIssues", kind: "parent", reverse: true, read: readName },
  { name: "related", kind: "relates", read: readName },
  { name: "attachments", kind: "links", read: readName },
];

const relations: Readonly<Record<string, Pick<Edge, "kind" | "reverse">>> = {
  blocks: { kind: "blocks" },
  "blocked-by": { kind: "blocks", reverse: true },
  duplicate: { kind: "duplicates" },
  "duplicated-by": { kind: "duplicates", reverse: true },
  related: { kind: "relates" },
  similar: { kind: "relates" },
};

/** What a document's metadata says about other documents. */
export function metadataEdges(document: RelatableDocument): Edge[] {
  const { metadata = {} } = document;
  const edges: Edge[] = [];
  for (const { name, kind, reverse, read } of fields) {
    for (const value of listOf(metadata[name]).slice(0, VALUES_MAX)) {
      const target = read(value, document);
      if (!target) continue;
      edges.push({ kind, ...target, ...(reverse && { reverse }), evidence: { text: value, field: name } });
    }
  }
  for (const relation of entriesOf(metadata.relations).slice(0, VALUES_MAX)) {
    const type = textOf(relation.type);
    const target = readName(textOf(relation.issue), document);
    const meaning = Object.hasOwn(relations, type) ? relations[type] : undefined;
    if (!target || !meaning) continue;
    const text = `${type} ${textOf(relation.issue)}`;
    edges.push({ ...meaning, ...target, evidence: { text, field: "relations" } });
  }
  return edges;
}

/** A thing by whatever name metadata gives it. */
function readName(value: string, { repository }: RelatableDocument): Target | undefined {
  const [, place = "", number = ""] = /^([\w.-]+\/[\w.-]+)?#(\d{1,9})$/.exec(value) ?? [];
  const owner = place === "" ? repository : place;
  if (number !== "") return owner === undefined ? undefined : pending([numberKey(owner, number)]);
  if (/^[A-Z][A-Z0-9]{0,9}-\d{1,7}$/.test(value)) return pending([issueKey(value)]);
  if (/^https?:\/\//i.test(value)) {
    const meaning = readUrl(value);
    if (!meaning) return undefined;
    const { isKnown, ...target } = meaning;
    return { ...target, unresolved: isKnown ? "pending" : "hidden" };
  }
  return /^[a-z][\w-]*:[^:\s]+:[\w-]+:/.test(value) ? pending([idKey(value)]) : undefined;
}

function readCommit(value: string, key: (sha: string) => string): Target | undefined {
  if (!/^[0-9a-f]{7,64}$/i.test(value)) return undefined;
  return { targets: [key(value)], detail: value.toLowerCase(), unresolved: "hidden" };
}

function readBranch(value: string, { repository }: RelatableDocument): Target | undefined {
  const key = value === "" ? undefined : branchKey(value);
  if (key === undefined) return undefined;
  return {
    targets: [key],
    ...(repository !== undefined && { detail: repository.toLowerCase() }),
    unresolved: "hidden",
  };
}

/** The issue a branch is named after, `ada/eng-12-nest-boxes`. */
function keyInBranch(value: string): Target | undefined {
  const key = /(?:^|[/_-])([a-z][a-z0-9]{0,9}-\d{1,6})(?=$|[/_-])/i.exec(value)?.[1];
  return key === undefined ? undefined : { targets: [issueKey(key)], unresolved: "team" };
}

function readProject(value: string, { id }: RelatableDocument): Target | undefined {
  return value === "" ? undefined : pending([idKey(`${scopeOf(id)}:project:${value}`)]);
}

function pending(targets: readonly string[]): Target {
  return { targets, unresolved: "pending" };
}

function entriesOf(value: JsonValue | undefined): readonly Readonly<Record<string, JsonValue>>[] {
  if (!Array.isArray(value)) return [];
  return value.filter(
    (entry): entry is Readonly<Record<string, JsonValue>> =>
      typeof entry === "object" && entry !== null && !Array.isArray(entry),
  );
}
