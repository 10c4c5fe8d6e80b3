import type { Alert } from "../../api/alerts.ts";
import { ButtonLink } from "../../components/button.tsx";

/** Ways to where what is wrong can be mended. */
export function AlertLinks({
  alert: { condition, sourceId },
  known,
}: {
  readonly alert: Alert;
  /** Whether its source is still there. */
  readonly known: boolean;
}) {
  const runs = condition === "sync-stuck" || condition === "success-rate" || condition === "sync-failed";
  const search = {
    ...(sourceId && known && { source: sourceId }),
    ...(condition !== "sync-stuck" && { status: "failed" }),
  };
  return (
    <div className="mt-4 flex flex-wrap gap-2">
      {sourceId && known && (
        <ButtonLink to="/sources/$sourceId" params={{ sourceId }} look="primary" size="small">
          Look at the source
        </ButtonLink>
      )}
      {sourceId && known && condition === "documents-failed" && (
        <ButtonLink to="/sources/$sourceId/documents" params={{ sourceId }} search={{ status: "failed" }} size="small">
          Failed documents
        </ButtonLink>
      )}
      {sourceId && known && condition === "source-attention" && (
        <ButtonLink to="/sources/$sourceId/settings" params={{ sourceId }} size="small">
          Its settings
        </ButtonLink>
      )}
      {runs && (
        <ButtonLink to="/runs" search={search} size="small">
          {condition === "sync-stuck" ? "Its runs" : "Failed runs"}
        </ButtonLink>
      )}
    </div>
  );
}
