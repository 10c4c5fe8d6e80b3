import { useQuery } from "@tanstack/react-query";
import { neighbourhoodQuery, type RelationKind } from "../../api/graph.ts";
import { FilterMenu } from "../../components/filter-menu.tsx";
import { kindsOf } from "./neighbours.ts";
import { kindNames } from "./relation-families.ts";

/** Narrows the graph to some kinds of relation: of those there are, or of all where there are too many to know. */
export function KindFilter({
  documentId,
  kinds,
  onChange,
}: {
  readonly documentId: string;
  readonly kinds: readonly RelationKind[];
  readonly onChange: (kinds: RelationKind[]) => void;
}) {
  const { data } = useQuery(neighbourhoodQuery(documentId, []));
  const counts = kindsOf(data?.related ?? []);
  const all = Object.keys(kindNames) as RelationKind[];
  const offered = data?.full ? all : all.filter((kind) => counts.has(kind));
  return (
    <FilterMenu
      name="Relation"
      values={offered.map((kind) => {
        const count = counts.get(kind);
        return { value: kindNames[kind], ...(!data?.full && count !== undefined && { count }) };
      })}
      chosen={kinds.map((kind) => kindNames[kind])}
      onChange={(names) => onChange(all.filter((kind) => names.includes(kindNames[kind])))}
    />
  );
}
