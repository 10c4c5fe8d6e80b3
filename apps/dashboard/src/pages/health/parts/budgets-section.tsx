import { useQuery } from "@tanstack/react-query";
import { type Budget, budgetsQuery } from "../../../api/budgets.ts";
import { useKindName } from "../../../api/source-kinds.ts";
import { Badge } from "../../../components/badge.tsx";
import { Section } from "../../../components/card.tsx";
import { classes } from "../../../components/classes.ts";
import { formatClock, formatCount, formatPlural, formatShare } from "../../../components/format.ts";
import { RelativeTime } from "../../../components/relative-time.tsx";
import { SourceIcon } from "../../../components/source-icon.tsx";
import { ErrorState, Skeleton } from "../../../components/states.tsx";

/** Below this share of its limit a budget is low. */
const LOW = 0.1;

/** What the APIs of the sources allow at the moment. */
export function BudgetsSection() {
  const { data, error, refetch } = useQuery(budgetsQuery);
  return (
    <Section title="API budgets" description="What each credential may still ask for, as the provider last said." flush>
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!error && !data && <Skeleton className="m-5 h-24" />}
      {data?.length === 0 && (
        <p className="mx-auto max-w-md px-5 py-10 text-center text-sm text-ink-3">
          No provider was asked since the server started. GitHub, Linear and Vercel say their limits with their first
          answer; Notion and Slack only when they refuse.
        </p>
      )}
      {data && data.length > 0 && (
        <ul aria-label="API budgets" className="max-h-96 divide-y divide-line overflow-y-auto">
          {data.map((budget) => (
            <li
              key={`${budget.kind} ${budget.name} ${budget.sources.map(({ id }) => id).join()}`}
              className="px-4 py-3 sm:px-5"
            >
              <OneBudget budget={budget} />
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

function OneBudget({ budget }: { readonly budget: Budget }) {
  const kindName = useKindName();
  const { kind, name, sources, limit, remaining, resetsAt, waitingUntil, seenAt } = budget;
  const share = limit && remaining !== null ? remaining / limit : null;
  const [first] = sources;
  return (
    <div className="flex items-start gap-2.5">
      <SourceIcon kind={kind} className="mt-0.5 size-4.5" />
      <div className="min-w-0 flex-1">
        <div className="flex flex-wrap items-baseline justify-between gap-x-3">
          <p className="text-sm font-medium">
            {kindName(kind)} <span className="font-normal text-ink-2">{name}</span>
          </p>
          {waitingUntil ? (
            <Badge tone="warn">Waiting until {formatClock(waitingUntil)}</Badge>
          ) : (
            <p className="text-[13px] text-ink-2 tabular">{leftOf(budget)}</p>
          )}
        </div>
        {share !== null && (
          <div aria-hidden="true" className="my-1.5 h-1.5 overflow-hidden rounded-full bg-sunken">
            <div
              className={classes("h-full rounded-full", share < LOW ? "bg-warn" : "bg-accent")}
              style={{ width: formatShare(Math.min(share, 1)) }}
            />
          </div>
        )}
        <p className="text-xs text-ink-3">
          {sources.length > 1
            ? `Shared by ${formatPlural(sources.length, "source")}`
            : (first?.name ?? "No source uses it any more")}
          {resetsAt && <>, whole again at {formatClock(resetsAt)}</>}, said <RelativeTime time={seenAt} />
        </p>
      </div>
    </div>
  );
}

function leftOf({ limit, remaining }: Budget): string {
  if (remaining === null) return "not said";
  return limit === null ? `${formatCount(remaining)} left` : `${formatCount(remaining)} of ${formatCount(limit)} left`;
}
