import type { VectorFields, VectorFilter } from "@tributary/vector-store";
import type { PineconeFilter } from "@tributary/vendor-pinecone";
import { levelOfPrefix } from "./path-levels.ts";

const listFields = ["source", "sourceId", "type", "repository", "author", "state"] as const;

/** A filter in two parts. */
export interface PineconeConditions {
  /** What Pinecone compares; all of them must hold. */
  readonly conditions: readonly PineconeFilter[];
  /** What is left to compare with each hit; null when Pinecone's part says it all. */
  readonly rest: ((fields: VectorFields) => boolean) | null;
}

/** The conditions a filter stands for, or null when nothing can match it. */
export function conditionsOf(filter: VectorFilter = {}): PineconeConditions | null {
  const conditions: PineconeFilter[] = [];
  for (const field of listFields) {
    const values = filter[field];
    if (values === undefined) continue;
    if (values.length === 0) return null;
    conditions.push({ [field]: { $in: values.map((value) => value.toWellFormed()) } });
  }
  const { pathPrefix, updatedAfter, updatedBefore } = filter;
  if (updatedAfter !== undefined || updatedBefore !== undefined) {
    if (updatedAfter === Number.POSITIVE_INFINITY || updatedBefore === Number.NEGATIVE_INFINITY) return null;
    // JSON has no infinity; a record without a time matches neither bound.
    conditions.push({
      updatedAt: {
        $gte: Math.max(updatedAfter ?? Number.NEGATIVE_INFINITY, -Number.MAX_SAFE_INTEGER),
        ...(updatedBefore !== undefined && updatedBefore !== Number.POSITIVE_INFINITY && { $lt: updatedBefore }),
      },
    });
  }
  if (pathPrefix === undefined) return { conditions, rest: null };
  const level = levelOfPrefix(pathPrefix);
  conditions.push(level === "" ? { path: { $exists: true } } : { pathLevels: { $in: [level] } });
  const rest = level === pathPrefix ? null : ({ path }: VectorFields) => path?.startsWith(pathPrefix) === true;
  return { conditions, rest };
}

/** One filter of conditions that must all hold; undefined for none. */
export function allOf(conditions: readonly PineconeFilter[]): PineconeFilter | undefined {
  const [first] = conditions;
  return conditions.length > 1 ? { $and: conditions } : first;
}
