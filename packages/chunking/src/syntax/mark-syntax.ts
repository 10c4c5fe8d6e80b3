import type { Tree } from "web-tree-sitter";
import type { AtomTable } from "../atoms/atom-table.ts";
import { RANK } from "../atoms/ranks.ts";
import { isTerminator } from "../characters.ts";
import { createAtomMarker } from "./atom-marker.ts";
import { docStringOf } from "./doc-string.ts";
import type { Grammar } from "./grammars.ts";
import { ROLE } from "./language.ts";
import { SYNTAX_RANK } from "./ranks.ts";
import type { TextRange } from "./types.ts";

/** Nodes nested deeper than this are not looked into: what they hold is cut by lines. */
const DEEPEST = 96;
/** The type of every grammar's node for what could not be parsed. */
const ERROR_TYPE = 0xffff;
/** How much of an import is read, in UTF-16 code units. */
const LONGEST_IMPORT = 20_000;

/** A function, class or type found in a tree. */
export interface Definition extends TextRange {
  /** Its name after those of what encloses it, outermost first. */
  readonly path: readonly string[];
  readonly docComment: TextRange | undefined;
  /** A namespace names a chunk only when nothing in it does. */
  readonly isNamespace: boolean;
}

/** What a tree says beside the ranks of boundaries. */
export interface SyntaxMarks {
  /** In the order they begin. */
  readonly definitions: readonly Definition[];
  readonly imports: ReadonlySet<string>;
  /** How many UTF-16 code units stand in parts of the input that have no syntax at all. */
  readonly errorUnits: number;
}

/** What holds for all children of a node. */
interface Place {
  readonly depth: number;
  /** The depth that counts for ranks: what begins on its parent's line adds none. */
  readonly level: number;
  readonly path: readonly string[];
  /** Everything here is inside something that stays whole. */
  readonly isWhole: boolean;
  /** The children are one definition with what leads up to it. */
  readonly wrapped: Lead | undefined;
  /** What leads up to the first child: a body can begin after the comment of what it begins with. */
  readonly lead: Lead | undefined;
}

/** Comments and annotations that stand directly before a node. */
interface Lead {
  readonly atom: number;
  /** The line after the last of them. */
  nextLine: number;
  comment: TextRange | undefined;
}

/** A node with the atoms `[first, next)` it takes, and what leads up to it. */
interface Visited extends TextRange {
  readonly role: number;
  readonly first: number;
  readonly next: number;
  readonly beginsLine: boolean;
  readonly lead: Lead | undefined;
}

const outermost: Place = { depth: 0, level: 0, path: [], isWhole: false, wrapped: undefined, lead: undefined };

/**
 * Ranks the boundaries of a table by a tree: those between the children of nodes that are too large for `room` tokens by the
 * nodes' depth, those inside what fits as worse. Visits only the children of large nodes and of namespaces, each once.
 */
export function markSyntax(tree: Tree, grammar: Grammar, table: AtomTable, input: string, room: number): SyntaxMarks {
  const marker = createAtomMarker(table);
  const definitions: Definition[] = [];
  const imports = new Set<string>();
  let errorUnits = 0;
  const cursor = tree.walk();
  try {
    visitChildren(outermost, 0);
  } finally {
    cursor.delete();
  }
  return { definitions, imports, errorUnits };

  function visitChildren(place: Place, parentStart: number): void {
    if (place.depth > DEEPEST || !cursor.gotoFirstChild()) return;
    let previousEnd = parentStart;
    let lead = place.wrapped ?? place.lead;
    do {
      const start = cursor.startIndex;
      const end = cursor.endIndex;
      if (end <= start) continue;
      const typeId = cursor.nodeTypeId;
      const role = grammar.roles[typeId] ?? ROLE.OTHER;
      if (typeId === ERROR_TYPE && place.depth === 0) errorUnits += end - start;
      const first = marker.atomAt(start);
      const firstUnit = marker.startOf(first);
      const beginsLine = firstUnit >= previousEnd && firstUnit > parentStart;
      previousEnd = end;

      if (!place.wrapped && lead && marker.lineOf(first) > lead.nextLine) lead = undefined;
      if (beginsLine && !place.isWhole) rankBoundary(first, role, lead !== undefined, place.level);
      if (role === ROLE.TOKEN) continue;
      const next = marker.atomAt(end - 1) + 1;
      if (role === ROLE.COMMENT || role === ROLE.ANNOTATION) {
        // A comment at the end of a line says something of what precedes it.
        if (beginsLine || lead || firstUnit <= parentStart) {
          lead ??= { atom: first, nextLine: 0, comment: undefined };
          lead.nextLine = marker.lineOf(next - 1) + 1;
          if (role === ROLE.COMMENT) lead.comment = { start: lead.comment?.start ?? start, end: textEnd(end) };
        }
        continue;
      }
      visit(place, { start, end, role, first, next, beginsLine, lead });
      if (!place.wrapped) lead = undefined;
    } while (cursor.gotoNextSibling());
    cursor.gotoParent();
  }

  /** Rust's comments include the end of their line. */
  function textEnd(end: number): number {
    let position = end;
    while (isTerminator(input.charCodeAt(position - 1))) position -= 1;
    return position;
  }

  function rankBoundary(atom: number, role: number, isLed: boolean, level: number): void {
    if (isLed || role === ROLE.BODY) marker.set(atom, RANK.GLUE);
    else if (role === ROLE.TOKEN || role === ROLE.CONTINUATION) marker.set(atom, SYNTAX_RANK.CONTINUATION);
    else marker.setChild(atom, level);
  }

  function visit(place: Place, node: Visited): void {
    const { role, start, first, next, lead } = node;
    const typeId = cursor.nodeTypeId;
    const pattern = grammar.imports[typeId];
    if (pattern) collectImports(node, pattern);

    const isDeeper = (node.beginsLine || place.depth === 0) && role !== ROLE.BODY;
    const inner: Place = {
      ...place,
      depth: place.depth + 1,
      level: place.level + (isDeeper ? 1 : 0),
      wrapped: undefined,
      lead: role === ROLE.BODY ? lead : undefined,
    };
    if (role === ROLE.GROUP || role === ROLE.WRAPPER) {
      const wrapped = role === ROLE.WRAPPER ? (lead ?? { atom: first, nextLine: 0, comment: undefined }) : undefined;
      visitChildren({ ...inner, level: place.level, wrapped }, start);
      return;
    }
    const fits = marker.tokens(first, next) <= room;
    const name = grammar.names[typeId]?.(cursor.currentNode, input);
    if (!name) {
      if (!fits && !place.isWhole) visitChildren(inner, start);
      return;
    }
    const path = [...place.path, ...name];
    const isNamespace = role === ROLE.NAMESPACE;
    const docComment = (grammar.language.docStrings ? docStringOf(cursor.currentNode) : undefined) ?? lead?.comment;
    definitions.push({ start, end: node.end, path, docComment, isNamespace });
    if (fits && !place.isWhole) keepWhole(node);
    if (isNamespace || !fits) visitChildren({ ...inner, path, isWhole: place.isWhole || fits }, start);
  }

  /** Keeps a node whole, with what leads up to it where both fit. */
  function keepWhole({ first, next, lead }: Visited): void {
    const from = lead?.atom ?? first;
    if (marker.tokens(from, next) <= room) {
      marker.keepWhole(from, next);
    } else {
      if (first > from) marker.set(first, SYNTAX_RANK.CONTINUATION);
      marker.keepWhole(first, next);
    }
  }

  function collectImports({ start, end }: TextRange, pattern: RegExp): void {
    const text = input.slice(start, Math.min(end, start + LONGEST_IMPORT));
    for (const match of text.matchAll(pattern)) if (match[1] !== undefined) imports.add(match[1]);
  }
}
