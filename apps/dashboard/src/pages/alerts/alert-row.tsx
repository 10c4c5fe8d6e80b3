import { Link } from "@tanstack/react-router";
import type { Alert } from "../../api/alerts.ts";
import type { Source } from "../../api/source.ts";
import { Badge } from "../../components/badge.tsx";
import { RelativeTime } from "../../components/relative-time.tsx";
import { AlertActions } from "./alert-actions.tsx";
import { AlertSource } from "./alert-source.tsx";
import { conditionNames, severityWords, stateWords } from "./alert-words.ts";

/** An alert in the list. */
export function AlertRow({
  alert,
  source,
  showState,
}: {
  readonly alert: Alert;
  readonly source: Source | undefined;
  readonly showState: boolean;
}) {
  const { id, condition, severity, state, summary, openedAt, resolvedAt, resolvedBy } = alert;
  const { tone, words } = severityWords(severity);
  return (
    <div className="flex flex-wrap items-start gap-x-4 gap-y-2.5 px-4 py-3.5 sm:px-5">
      <div className="min-w-0 flex-1 basis-72">
        <div className="mb-1 flex flex-wrap items-center gap-x-2.5 gap-y-1">
          <Badge tone={state === "resolved" ? "neutral" : tone} dot>
            {words}
          </Badge>
          <span className="text-[13px] text-ink-2">{conditionNames[condition]}</span>
          {showState && <Badge tone={stateWords(state).tone}>{stateWords(state).words}</Badge>}
        </div>
        <Link
          to="/alerts/$alertId"
          params={{ alertId: id }}
          className="text-sm font-medium break-words hover:underline"
        >
          {summary}
        </Link>
        <p className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-1 text-xs text-ink-3">
          <AlertSource sourceId={alert.sourceId} source={source} />
          {resolvedAt ? (
            <span>
              Raised <RelativeTime time={openedAt} />, resolved {resolvedBy === "person" ? "by a person" : "by itself"}{" "}
              <RelativeTime time={resolvedAt} />
            </span>
          ) : (
            <span>
              Since <RelativeTime time={openedAt} />
            </span>
          )}
        </p>
      </div>
      <AlertActions alert={alert} />
    </div>
  );
}
