import { Link } from "@tanstack/react-router";
import type { Completeness } from "../../../api/source.ts";
import { formatCount } from "../../../components/format.ts";
import { type Column, Table } from "../../../components/table.tsx";

type Figures = Completeness["totals"];
type Row = Figures & { readonly type: string | null };

/** The figures of each type of document, and of all of them where there are several. */
export function CompletenessTypes({
  types,
  totals,
  sourceId,
}: {
  readonly types: Completeness["types"];
  readonly totals: Figures;
  readonly sourceId: string;
}) {
  const figure = (name: string, key: keyof Figures, optional = false): Column<Row> => ({
    name,
    align: "end",
    optional,
    cell: ({ [key]: count }) =>
      count === null ? (
        <span title="Not known">–</span>
      ) : (
        <span className={count === 0 ? "text-ink-3" : undefined}>{formatCount(count)}</span>
      ),
  });
  const rows: Row[] = types.length > 1 ? [...types, { ...totals, type: null }] : [...types];
  return (
    <div className="border-t border-line">
      <Table
        label="Documents by type"
        rows={rows}
        keyOf={({ type }) => type ?? " all"}
        columns={[
          {
            name: "Type",
            cell: ({ type }) =>
              type === null ? (
                <span className="font-semibold">All</span>
              ) : (
                <Link
                  to="/sources/$sourceId/documents"
                  params={{ sourceId }}
                  search={{ type }}
                  className="font-medium hover:underline"
                >
                  {typeWords(type)}
                </Link>
              ),
          },
          figure("There", "exists"),
          figure("Held here", "held"),
          figure("Searchable", "searchable"),
          figure("Waiting", "pending", true),
          figure("Failed", "failed", true),
          figure("Skipped", "skipped", true),
        ]}
      />
    </div>
  );
}

/** `Pull request` of `pull-request`. */
function typeWords(type: string): string {
  const words = type.replace(/[_-]+/g, " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
