import { Link } from "@tanstack/react-router";
import type { Source } from "../../../api/source.ts";
import type { SubjectPlace } from "./activity-words.ts";

const look = "font-medium text-ink underline decoration-line-strong underline-offset-2 hover:decoration-current";

/** What an entry is about, as a link where it can be looked at. */
export function ActivitySubject({
  subject,
  place,
  more,
  sources,
}: {
  readonly subject: string;
  readonly place: SubjectPlace;
  readonly more: string | null;
  readonly sources: readonly Source[];
}) {
  switch (place) {
    case "source": {
      const source = sources.find(({ id }) => id === subject);
      if (!source) return <span>{more ?? "a source that is gone"}</span>;
      return (
        <>
          <Link to="/sources/$sourceId" params={{ sourceId: subject }} className={look}>
            {source.name}
          </Link>
          {more && more !== source.name && ` (${more})`}
        </>
      );
    }
    case "run":
      return (
        <Link to="/runs/$jobId" params={{ jobId: subject }} className={look}>
          {subject}
        </Link>
      );
    case "alert":
      return (
        <Link to="/alerts/$alertId" params={{ alertId: subject }} className={look}>
          {more ?? subject}
        </Link>
      );
    case "document":
      return (
        <Link to="/documents/$documentId" params={{ documentId: subject }} className={look}>
          {subject}
        </Link>
      );
    case "workflow-run":
      return (
        <Link to="/workflows/$runId" params={{ runId: subject }} className={look}>
          {more ?? subject}
        </Link>
      );
    case "key":
      return <span className="font-medium text-ink">{more ?? subject}</span>;
    case "delivery":
    case "none":
      return more;
  }
}
