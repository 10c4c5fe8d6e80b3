import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { reportQuery } from "../../api/reports.ts";
import { BackLink } from "../../components/back-link.tsx";
import { Card } from "../../components/card.tsx";
import { CopyButton } from "../../components/copy-button.tsx";
import { Page } from "../../components/page.tsx";
import { RelativeTime } from "../../components/relative-time.tsx";
import { type Missing, UnloadedPage } from "../../components/unloaded-page.tsx";
import { reportName } from "./report/report-name.ts";
import { type ReportPart, reportParts } from "./report/report-text.ts";

const missing: Missing = {
  title: "There is no such report",
  to: "/health",
  link: "To the reports",
  why: "Reports are kept for 90 days, or the address is wrong.",
};

/** One report, to read. */
export function ReportPage() {
  const { reportId } = useParams({ from: "/signed-in/reports/$reportId" });
  const { data: report, error, refetch } = useQuery(reportQuery(reportId));
  if (!report) return <UnloadedPage what="report" error={error} onRetry={refetch} missing={missing} />;
  const name = reportName(report);
  return (
    <Page
      title={`Report, ${name}`}
      heading={
        <>
          <BackLink to="/health">Health</BackLink>
          {name}
        </>
      }
      description={
        <>
          Report of {report.period === "day" ? "a day" : "an hour"}, written <RelativeTime time={report.createdAt} />.
        </>
      }
      actions={
        <span className="flex items-center gap-1 text-[13px] text-ink-2">
          As Markdown <CopyButton text={report.markdown} label="Copy the report as Markdown" />
        </span>
      }
    >
      <Card className="px-5 py-5 sm:px-7">
        <article className="max-w-2xl space-y-3 text-sm">
          {reportParts(report.markdown).map((part, index) => (
            <Part key={index} part={part} />
          ))}
        </article>
      </Card>
    </Page>
  );
}

function Part({ part }: { readonly part: ReportPart }) {
  switch (part.kind) {
    // The page is named by it already.
    case "title":
      return null;
    case "heading":
      return <h2 className="pt-3 text-[15px] font-semibold first:pt-0">{part.text}</h2>;
    case "paragraph":
      return <p className="text-ink-2">{part.text}</p>;
    case "list":
      return (
        <ul className="list-disc space-y-1 pl-5 text-ink-2 marker:text-ink-3">
          {part.items.map((item) => (
            <li key={item} className="break-words">
              {item}
            </li>
          ))}
        </ul>
      );
  }
}
