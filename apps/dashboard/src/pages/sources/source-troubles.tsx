import { Link } from "@tanstack/react-router";
import { CircleAlert, ShieldAlert } from "lucide-react";
import { isAboutCredentials, type SourceRow } from "../../api/source.ts";
import { formatPlural } from "../../components/format.ts";

/** What asks for a person: the error of the last sync in words, and deletions that wait for a decision. */
export function SourceTroubles({ row: { source, held } }: { readonly row: SourceRow }) {
  const { id, problem } = source;
  return (
    <>
      {problem && (
        <div className="flex items-start gap-2 rounded-lg bg-bad-soft px-3 py-2 text-[13px] text-bad">
          <CircleAlert aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
          <div className="min-w-0">
            <p className="line-clamp-4 break-words" title={problem.message}>
              {problem.message}
            </p>
            {isAboutCredentials(problem) && (
              <Link
                to="/sources/$sourceId/settings"
                params={{ sourceId: id }}
                hash="credentials"
                className="mt-1 inline-block min-h-6 font-medium underline"
              >
                Replace the credentials
              </Link>
            )}
          </div>
        </div>
      )}
      {held > 0 && (
        <Link
          to="/sources/$sourceId"
          params={{ sourceId: id }}
          hash="held-deletions"
          className="flex items-start gap-2 rounded-lg bg-warn-soft px-3 py-2 text-[13px] text-warn hover:underline"
        >
          <ShieldAlert aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
          <span className="min-w-0">
            {formatPlural(held, "deletion")} {held === 1 ? "is" : "are"} held: decide whether{" "}
            {held === 1 ? "it is" : "they are"} made
          </span>
        </Link>
      )}
    </>
  );
}
