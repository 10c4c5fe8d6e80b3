import { Link } from "@tanstack/react-router";
import type { Source } from "../../api/source.ts";

/** The name of a source, which leads to it. */
export function SourceLink({ source: { id, name } }: { readonly source: Pick<Source, "id" | "name"> }) {
  return (
    <Link to="/sources/$sourceId" params={{ sourceId: id }} className="block min-h-6 truncate hover:underline">
      {name}
    </Link>
  );
}
