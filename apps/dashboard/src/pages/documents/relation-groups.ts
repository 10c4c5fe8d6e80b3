import type { Relation } from "../../api/documents.ts";
import { relationWords } from "../../components/relation-words.ts";

/** Relations that say the same, under their words. */
export interface RelationGroup {
  readonly words: string;
  readonly relations: readonly Relation[];
}

/** Relations by what they say, in the order the first of each comes. */
export function byRelation(relations: readonly Relation[]): RelationGroup[] {
  const groups = new Map<string, Relation[]>();
  for (const relation of relations) {
    const words = relationWords(relation);
    groups.set(words, [...(groups.get(words) ?? []), relation]);
  }
  return [...groups].map(([words, list]) => ({ words, relations: list }));
}

/** What a relation leads to that is not held, without how it is found: `acme/site#12` of `number:acme/site#12`. */
export function targetWords(target: string): string {
  const value = target.slice(target.indexOf(":") + 1);
  return value === "" ? target : value;
}

/** The words that say so; null when they only repeat the name. */
export function evidenceWords({ evidence, document, target }: Relation): string | null {
  const [first] = evidence;
  if (!first) return null;
  const text = first.text.replaceAll(/\s+/g, " ").trim();
  if (text === "" || text === document?.title || text === document?.path || text === targetWords(target)) return null;
  const more = evidence.length > 1 ? ` and ${evidence.length - 1} more` : "";
  return `${first.field ? `${first.field.replaceAll("_", " ")}: ` : ""}${text}${more}`;
}
