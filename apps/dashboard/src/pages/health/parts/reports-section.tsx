import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { type ReportSummary, reportsQuery } from "../../../api/reports.ts";
import { Button } from "../../../components/button.tsx";
import { Section } from "../../../components/card.tsx";
import { Select } from "../../../components/field.tsx";
import { ErrorState, Skeleton } from "../../../components/states.tsx";
import { reportName } from "../report/report-name.ts";

/** The reports there are, of days or of hours. */
export function ReportsSection() {
  const [period, setPeriod] = useState<ReportSummary["period"]>("day");
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(
    reportsQuery(period),
  );
  return (
    <Section
      title="Reports"
      description="Written when a day or an hour is over (UTC)."
      actions={
        <Select
          aria-label="Reports of"
          className="h-8! w-auto! text-[13px]"
          value={period}
          onChange={(event) => setPeriod(event.target.value === "hour" ? "hour" : "day")}
        >
          <option value="day">Of days</option>
          <option value="hour">Of hours</option>
        </Select>
      }
      flush
    >
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!error && !data && <Skeleton className="m-5 h-32" />}
      {data?.length === 0 && (
        <p className="px-5 py-10 text-center text-sm text-ink-3">
          {period === "day"
            ? "The first report is written when this day is over."
            : "The first report is written when this hour is over."}
        </p>
      )}
      {data && data.length > 0 && (
        <div className="max-h-72 overflow-y-auto">
          <ul aria-label="Reports" className="divide-y divide-line">
            {data.map((report) => (
              <li key={report.id}>
                <Link
                  to="/reports/$reportId"
                  params={{ reportId: report.id }}
                  className="flex min-h-9 items-center px-4 text-sm -outline-offset-2 hover:bg-sunken/60 sm:px-5"
                >
                  {reportName(report)}
                </Link>
              </li>
            ))}
          </ul>
          {hasNextPage && (
            <div className="flex justify-center border-t border-line p-2.5">
              <Button size="small" busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
                Show earlier ones
              </Button>
            </div>
          )}
        </div>
      )}
    </Section>
  );
}
