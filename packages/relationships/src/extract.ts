import { relationshipKindSchema } from "@tributary/validation";
import { importEdges } from "./imports/import-edges.ts";
import { isKey } from "./keys.ts";
import { metadataEdges } from "./metadata-edges.ts";
import { ownKeys } from "./own-keys.ts";
import { fileLinkEdges } from "./text/file-links.ts";
import { linkEdges } from "./text/links.ts";
import { branchEdges, commitEdges, mentionEdges } from "./text/names.ts";
import { proseOf } from "./text/prose.ts";
import { closingEdges, issueKeyEdges, referenceEdges } from "./text/references.ts";
import type { Edge, RelatableDocument, Relationships } from "./types.ts";

/** Most edges of one document: what comes after them is left out. */
export const EDGES_MAX = 1_000;

/** Longest literal text kept as evidence, in UTF-16 code units. */
const EVIDENCE_MAX_LENGTH = 200;

/** Texts longer than this are read up to here, in UTF-16 code units. */
const CONTENT_MAX_LENGTH = 4_194_304;

const strength = new Map(relationshipKindSchema.options.map((kind, index) => [kind, index]));
/** Kinds that add nothing to a stronger one with the same target. */
const weak = new Set(["issue-key", "references", "links"]);

/**
 * Reads what a document says about others, and the keys others can name it by. Pure, never throws for what a document
 * holds, and takes time in proportion to its length.
 */
export function extractRelationships(given: RelatableDocument): Relationships {
  const document =
    given.content.length > CONTENT_MAX_LENGTH
      ? { ...given, content: given.content.slice(0, CONTENT_MAX_LENGTH) }
      : given;
  const keys = ownKeys(document);
  return {
    edges: distinct([...metadataEdges(document), ...textEdges(document)], new Set(keys.map(({ key }) => key))),
    keys,
  };
}

function textEdges(document: RelatableDocument): Edge[] {
  const isCode = document.format !== "markdown" && document.type === "file";
  const { text, spoken, plain } = proseOf(document);
  if (isCode) return [...importEdges(document), ...linkEdges(text, true), ...issueKeyEdges(plain)];
  return [
    ...closingEdges(spoken, document),
    ...linkEdges(text, false),
    ...fileLinkEdges(spoken, document),
    ...referenceEdges(plain, document),
    ...issueKeyEdges(plain),
    ...branchEdges(text, document),
    ...commitEdges(text),
    ...mentionEdges(plain, document),
  ];
}

/** Each edge once, without those to the document itself and those a stronger one of the same target makes idle. */
function distinct(edges: readonly Edge[], own: ReadonlySet<string>): Edge[] {
  const strongest = new Map<string, number>();
  for (const { kind, targets } of edges) {
    const [target = ""] = targets;
    const rank = strength.get(kind) ?? 0;
    strongest.set(target, Math.min(strongest.get(target) ?? rank, rank));
  }
  const kept = new Map<string, Edge>();
  for (const edge of edges) {
    const targets = edge.targets.filter(isKey);
    const [target] = targets;
    // A pull request answers to its branch, and so may the issue it is for.
    if (target === undefined || (edge.kind !== "branch" && own.has(target))) continue;
    if (weak.has(edge.kind) && (strongest.get(target) ?? 0) < (strength.get(edge.kind) ?? 0)) continue;
    const name = `${edge.kind} ${edge.reverse ?? 0} ${targets.join(" ")} ${edge.detail ?? ""}`;
    if (!kept.has(name)) kept.set(name, { ...edge, targets, evidence: shortened(edge.evidence) });
    if (kept.size === EDGES_MAX) break;
  }
  return [...kept.values()];
}

function shortened(evidence: Edge["evidence"]): Edge["evidence"] {
  const { text } = evidence;
  if (text.length <= EVIDENCE_MAX_LENGTH) return evidence;
  // Not in the middle of a character.
  const length = /[\uD800-\uDBFF]/.test(text.charAt(EVIDENCE_MAX_LENGTH - 1))
    ? EVIDENCE_MAX_LENGTH - 1
    : EVIDENCE_MAX_LENGTH;
  const cut = text.slice(0, length);
  return "field" in evidence ? { ...evidence, text: cut } : { ...evidence, text: cut, end: evidence.start + length };
}
