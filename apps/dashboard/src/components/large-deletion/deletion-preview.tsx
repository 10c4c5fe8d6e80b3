import { Link } from "@tanstack/react-router";
import type { LargeDeletion } from "../../api/deletions.ts";
import { formatCount } from "../format.ts";

/** The first documents a deletion is about, and how many more there are. */
export function DeletionPreview({ deletion: { documents, count } }: { readonly deletion: LargeDeletion }) {
  const more = count - documents.length;
  return (
    <div className="px-4 pb-4 sm:px-5">
      <ul
        aria-label="Documents"
        className="max-h-72 divide-y divide-line overflow-y-auto rounded-lg border border-line"
      >
        {documents.map(({ id, title, path }) => (
          <li key={id} className="px-3 py-1.5 text-sm">
            <Link
              to="/documents/$documentId"
              params={{ documentId: id }}
              className="block truncate hover:underline"
              title={path ?? title}
            >
              {path ?? title}
            </Link>
          </li>
        ))}
      </ul>
      {more > 0 && <p className="mt-2 text-[13px] text-ink-3">and {formatCount(more)} more</p>}
    </div>
  );
}
