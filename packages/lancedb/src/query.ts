import { type VectorQuery as LanceVectorQuery, MatchQuery, type Query, type Table } from "@lancedb/lancedb";
import type { VectorHit, VectorQuery } from "@tributary/vector-store";
import { filterSql } from "./filter-sql.ts";
import { vectorSearch } from "./indexes.ts";
import { protectTerms } from "./lexical.ts";
import { hitColumn } from "./schema.ts";
import { hitOf } from "./stored-hit.ts";

/** Answers one query from a table, best first. */
export async function runQuery(table: Table, query: VectorQuery): Promise<VectorHit[]> {
  if (query.by === "vector") {
    const search = table
      .query()
      .nearestTo(query.vector)
      .distanceType("cosine")
      .nprobes(vectorSearch.partitions)
      .refineFactor(vectorSearch.refineFactor);
    return collect(search, query, "_distance", (distance) => 1 - distance);
  }
  const terms = protectTerms(query.terms).split(" ");
  const asked = terms.filter((term) => term !== "");
  if (asked.length === 0) return [];
  const search = table.query().fullTextSearch(new MatchQuery(asked.join(" "), "lexical"));
  return collect(search, query, "_score", (relevance) => relevance);
}

async function collect(
  search: Query | LanceVectorQuery,
  { filter, limit }: VectorQuery,
  scoreColumn: "_distance" | "_score",
  scoreOf: (value: number) => number,
): Promise<VectorHit[]> {
  const condition = filterSql(filter);
  const narrowed = condition === null ? search : search.where(condition);
  const hits: VectorHit[] = [];
  for await (const batch of narrowed.select([hitColumn, scoreColumn]).limit(limit)) {
    const [stored, scores] = [batch.getChild(hitColumn), batch.getChild(scoreColumn)];
    for (let row = 0; row < batch.numRows; row += 1) {
      hits.push(hitOf(String(stored?.get(row)), scoreOf(Number(scores?.get(row)))));
    }
  }
  return hits;
}
